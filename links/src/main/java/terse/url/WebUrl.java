package terse.url;

import java.net.URI;
import java.net.URISyntaxException;
import terse.fault.Fault;
import terse.fault.TerseException;

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
   * Parses an input the way a browser's address bar script does, {@code new URL(input)}.
   *
   * @throws TerseException INVALID_URL if it is not an absolute http or https URL
   */
  public static WebUrl parse(String input) {
    try {
      URI uri = new URI(input.strip());
      String host = uri.getHost();
      if (host == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        throw new TerseException(Fault.INVALID_URL, "Not an http or https URL.");
      }
      String href = uri.toASCIIString();
      return new WebUrl(href, host, host, href);
    } catch (URISyntaxException e) {
      throw new TerseException(Fault.INVALID_URL, "Not a URL.");
    }
  }
}
