package terse.url;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a short link may point to: any web address, except those that mislead (userinfo,
 * backslashes, controls), are too long, or lead back here. Thread-safe.
 */
public final class UrlPolicy {
  /** The greatest length of a URL, as given and as serialised, in bytes of UTF-8. */
  public static final int MAX_BYTES = 8192;

  private volatile Set<String> ownHosts;

  /**
   * @param ownHosts hosts that short links live on, each {@code host} or {@code host:port}; a host
   *     without a port stands for the own port of either scheme
   * @throws terse.fault.TerseException INVALID_URL if one of them is no host
   */
  public UrlPolicy(Set<String> ownHosts) {
    this.ownHosts = places(ownHosts);
  }

  /** Takes in the hosts that short links live on as they are now; see the constructor. */
  public void own(Set<String> hosts) {
    ownHosts = places(hosts);
  }

  private static Set<String> places(Set<String> hosts) {
    return hosts.stream()
        .flatMap(host -> Stream.of("http://" + host, "https://" + host))
        .map(UrlPolicy::place)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The URL to store for an input. Spaces around it are dropped, as browsers do.
   *
   * @throws terse.fault.TerseException INVALID_URL with the reason, if it may not be shortened
   */
  public WebUrl check(String input) {
    checkLength(input);
    checkCharacters(input);
    var parser = new UrlParser(input);
    WebUrl url = WebUrl.of(parser);
    refuseIf(parser.hasUserinfo(), Refusal.USERINFO);
    refuseIf(url.href().length() > MAX_BYTES, Refusal.TOO_LONG);
    refuseIf(ownHosts.contains(place(parser)), Refusal.OWN_ADDRESS);
    return url;
  }

  private static void checkLength(String input) {
    refuseIf(input.length() > MAX_BYTES, Refusal.TOO_LONG);
    boolean mayBeLonger = input.length() > MAX_BYTES / 3;
    refuseIf(
        mayBeLonger && input.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES, Refusal.TOO_LONG);
  }

  private static void checkCharacters(String input) {
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      refuseIf(Character.isISOControl(c), Refusal.CONTROL);
      refuseIf(c == '\\', Refusal.BACKSLASH);
    }
  }

  private static String place(String url) {
    var parser = new UrlParser(url);
    parser.parse();
    return place(parser);
  }

  /** Host and effective port. A trailing dot leads to the same server and does not count. */
  private static String place(UrlParser parser) {
    String host = parser.host();
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name + ":" + parser.port();
  }

  private static void refuseIf(boolean broken, Refusal refusal) {
    if (broken) {
      throw refusal.fault();
    }
  }
}
