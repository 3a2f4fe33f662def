package terse.server.redirect;

import java.util.List;
import java.util.stream.Collectors;
import terse.fault.Fault;

/**
 * The 404 that offers what a code may have been meant as. It leads to the preview pages, so that a
 * visitor sees where a guess of ours would take him before he goes.
 */
final class OfferAnswer {
  private static final String HEADERS =
      "Cache-Control: private, no-store\r\nX-Robots-Tag: noindex\r\n";
  private static final String POLICY =
      "Content-Security-Policy: " + Page.CONTENT_SECURITY_POLICY + "\r\n";

  private OfferAnswer() {}

  /**
   * The answer.
   *
   * @param offered codes, the likeliest first; at least one
   */
  static Answer of(List<String> offered, boolean acceptsHtml) {
    return acceptsHtml
        ? Answer.of(404, "text/html; charset=utf-8", HEADERS + POLICY, page(offered))
        : Answer.of(404, "application/problem+json", HEADERS, problem(offered));
  }

  private static String page(List<String> offered) {
    String links =
        offered.stream()
            .map(Page::escaped)
            .map(code -> "<li><a rel=\"nofollow\" href=\"/%1$s+\">/%1$s</a></li>".formatted(code))
            .collect(Collectors.joining("\n"));
    return Page.html(
        "Did you mean this?",
        """
        <p>This short link does not exist, but %s.</p>
        <ul class="offers">
        %s
        </ul>
        <p class="hint">You will see where it leads before you go.</p>"""
            .formatted(
                offered.size() == 1 ? "one that is much like it does" : "some much like it do",
                links));
  }

  /** Codes are letters, digits, hyphens and underscores, so that nothing needs escaping. */
  private static String problem(List<String> offered) {
    String codes = offered.stream().map(code -> '"' + code + '"').collect(Collectors.joining(","));
    return """
        {"type":"urn:terse:problem:%s","title":"%s","status":404,\
        "detail":"This short link does not exist.","suggestions":[%s]}"""
        .formatted(Fault.NOT_FOUND.slug(), Fault.NOT_FOUND.title(), codes);
  }
}
