package terse.url;

/**
 * An absolute http or https URL as a browser understands it (WHATWG URL Standard).
 *
 * @param href the serialised form: ASCII, what a browser would request, byte for byte
 * @param asciiHost the host as in {@code href}, without the port: A-labels, a dotted IPv4 address,
 *     or an IPv6 address in brackets
 * @param unicodeHost the host for people to read, with U-labels
 * @param display {@code href} for people to read, with {@code unicodeHost} in place of {@code
 *     asciiHost}
 */
public record WebUrl(String href, String asciiHost, String unicodeHost, String display) {
  /**
   * Parses an input as a browser's {@code new URL(input)} does. What a browser tolerates is
   * tolerated here, such as userinfo; {@link UrlPolicy} is stricter.
   *
   * @throws terse.fault.TerseException INVALID_URL if it is not an absolute http or https URL
   */
  public static WebUrl parse(String input) {
    return of(new UrlParser(input));
  }

  static WebUrl of(UrlParser parser) {
    String href = parser.parse();
    String host = parser.host();
    String unicodeHost = DomainNames.toUnicode(host);
    int hostEnd = parser.hostStart() + host.length();
    boolean same = unicodeHost.equals(host);
    String display =
        same ? href : href.substring(0, parser.hostStart()) + unicodeHost + href.substring(hostEnd);
    return new WebUrl(href, host, unicodeHost, display);
  }
}
