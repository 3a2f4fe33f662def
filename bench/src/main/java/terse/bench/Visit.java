package terse.bench;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of an access log in the combined form: who came, from where, with what.
 *
 * @param address the client's address
 * @param referrer the referring page, empty if none
 * @param agent the user agent, empty if none
 */
record Visit(String address, String referrer, String agent) {
  private static final Pattern COMBINED =
      Pattern.compile(
          "(\\S+) \\S+ \\S+ \\[[^]]*] \"(?:[^\"\\\\]|\\\\.)*\" \\d+ \\S+ \"(.*?)\" \"([^\"]*).*");

  /**
   * The visit of a line, also of one that breaks off in its last field; empty if it is not of that
   * form.
   */
  static Optional<Visit> of(String line) {
    var parts = COMBINED.matcher(line);
    return parts.matches()
        ? Optional.of(new Visit(parts.group(1), field(parts.group(2)), field(parts.group(3))))
        : Optional.empty();
  }

  /** The field as a header can carry it. */
  private static String field(String text) {
    return text.equals("-") ? "" : text.replaceAll("[^\\x20-\\x7e]", "");
  }

  /** The request for a path as a trusted proxy would send it on. */
  String request(String path, String host) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nX-Forwarded-For: "
        + address
        + header("Referer", referrer)
        + header("User-Agent", agent)
        + "\r\n\r\n";
  }

  private static String header(String name, String value) {
    return value.isEmpty() ? "" : "\r\n" + name + ": " + value;
  }
}
