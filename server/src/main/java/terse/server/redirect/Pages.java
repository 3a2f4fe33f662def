package terse.server.redirect;

/** The answers that are neither redirects nor faults. */
final class Pages {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "Content-Security-Policy: "
          + Page.CONTENT_SECURITY_POLICY
          + "\r\nReferrer-Policy: no-referrer\r\nX-Robots-Tag: noindex\r\n";

  /** The page at the root. */
  static final Answer LANDING =
      Answer.of(
          200,
          HTML,
          "Cache-Control: public, max-age=300\r\n" + POLICY,
          Page.html(
              "Short links live here",
              """
              <p>Every address on this site leads somewhere else.</p>
              <p class="hint">To see where before you go, put a <strong>+</strong> behind any link.</p>"""));

  /** What crawlers may ask for. */
  static final Answer ROBOTS =
      Answer.of(
          200,
          "text/plain; charset=utf-8",
          "Cache-Control: public, max-age=3600\r\n",
          "User-agent: *\nDisallow: /-/\nDisallow: /*+$\n");

  /** There is no icon. */
  static final Answer FAVICON = Answer.empty("Cache-Control: public, max-age=86400\r\n");

  private Pages() {}

  /** The page of a link whose visits are limited: following it is one, this is none. */
  static Answer limited(String path) {
    String content =
        """
        <p>It opens only a limited number of times, so where it leads is shown to those who open it.</p>
        <p><a class="go" rel="nofollow noreferrer" href="%s">Open the link</a></p>
        <p class="hint">Looking at this page does not count as opening it.</p>"""
            .formatted(Page.escaped(path));
    return Answer.of(
        200,
        HTML,
        "Cache-Control: private, no-store\r\n" + POLICY,
        Page.html("This link waits to be opened", content));
  }

  /** The page that shows where a link leads; its button follows the link, which then counts. */
  static Answer preview(Decision decision, String path) {
    String content =
        """
        <p class="url">%s</p>
        <p><a class="go" rel="nofollow" href="%s">Continue</a></p>
        <p class="hint">Go on only if you know this address and expect to be there.</p>"""
            .formatted(Page.escaped(decision.targetText()), Page.escaped(path));
    return Answer.of(
        200,
        HTML,
        "Cache-Control: private, no-store\r\n" + POLICY,
        Page.html("This link leads to", content));
  }
}
