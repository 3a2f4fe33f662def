package terse.server.redirect;

import terse.fault.Fault;

/**
 * What is answered instead of a redirect: a page for people, a problem (RFC 9457) for programs,
 * made once.
 */
@SuppressWarnings("ImmutableEnumChecker") // its bytes are never changed
enum FaultAnswer {
  NOT_FOUND(
      Fault.NOT_FOUND,
      "There is no link here",
      "This short link does not exist.",
      "Check it for a slip of the keyboard: capital and small letters differ. Or ask whoever gave it"
          + " to you.",
      ""),
  GONE(
      Fault.GONE,
      "This link is gone",
      "It was here once, but it has expired or was taken down by its owner.",
      "Whoever gave it to you may have a new one.",
      ""),
  USED_UP(
      Fault.GONE,
      "This link is used up",
      "It could be opened a limited number of times, and all of them are used.",
      "Whoever gave it to you may have a new one.",
      ""),
  LAST_VISITS(
      Fault.OVERLOADED,
      "Others are just opening it",
      "This link opens a limited number of times, and the last of them are being used now.",
      "Try again in a few seconds: it may open, or be used up.",
      "Retry-After: 1\r\n"),
  NOT_AHEAD(
      Fault.OVERLOADED,
      "Not ahead of time",
      "This link opens a limited number of times and is not fetched before somebody opens it.",
      "Open it.",
      "Retry-After: 1\r\n"),
  UNAVAILABLE(
      Fault.STORE_UNAVAILABLE,
      "Back in a moment",
      "This link cannot be looked up just now. The fault is ours.",
      "Try again in a few seconds.",
      "Retry-After: 1\r\n"),
  OVERLOADED(
      Fault.OVERLOADED,
      "Very busy",
      "More links are being looked up than we can take.",
      "Try again in a few seconds.",
      "Retry-After: 1\r\n"),
  BAD_REQUEST(
      Fault.INVALID_REQUEST,
      "That was not understood",
      "The request is not valid HTTP or the address in it is not valid.",
      "Copy the whole short link and try again.",
      ""),
  METHOD_NOT_ALLOWED(
      Fault.METHOD_NOT_ALLOWED,
      "Links are only followed",
      "A short link answers GET and HEAD, nothing else.",
      "Open it in a browser.",
      "Allow: GET, HEAD\r\n"),
  ADDRESS_TOO_LONG(
      Fault.ADDRESS_TOO_LONG,
      "That address is too long",
      "No short link is that long.",
      "Copy the short link again.",
      ""),
  HEADERS_TOO_LARGE(
      Fault.HEADERS_TOO_LARGE,
      "Too much sent along",
      "Your browser sent more headers than a short link takes.",
      "Clear this site's cookies and try again.",
      "");

  private final Answer page;
  private final Answer problem;

  FaultAnswer(Fault fault, String title, String lead, String hint, String headers) {
    String shared = "Cache-Control: private, no-store\r\n" + headers;
    String policy = "Content-Security-Policy: " + Page.CONTENT_SECURITY_POLICY + "\r\n";
    String content =
        "<p>" + Page.escaped(lead) + "</p>\n<p class=\"hint\">" + Page.escaped(hint) + "</p>";
    this.page =
        Answer.of(
            fault.status(), "text/html; charset=utf-8", shared + policy, Page.html(title, content));
    this.problem =
        Answer.of(fault.status(), "application/problem+json", shared, problem(fault, lead));
  }

  private static String problem(Fault fault, String detail) {
    return "{\"type\":\"urn:terse:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
        .formatted(fault.slug(), fault.title(), fault.status(), detail);
  }

  /** The page if the one who asks accepts HTML, else the problem. */
  Answer forOne(boolean acceptsHtml) {
    return acceptsHtml ? page : problem;
  }
}
