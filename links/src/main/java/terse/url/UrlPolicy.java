package terse.url;

import java.util.Set;

/** What a short link may point to: any web address except those that mislead or lead back here. */
public final class UrlPolicy {
  private final Set<String> ownHosts;

  /**
   * @param ownHosts hosts that short links live on, each {@code host} or {@code host:port}; a host
   *     without a port stands for ports 80 and 443
   */
  public UrlPolicy(Set<String> ownHosts) {
    this.ownHosts = Set.copyOf(ownHosts);
  }

  /**
   * The URL to store for an input.
   *
   * @throws terse.fault.TerseException INVALID_URL with the reason, if it may not be shortened
   */
  public WebUrl check(String input) {
    WebUrl url = WebUrl.parse(input);
    if (ownHosts.contains(url.asciiHost())) {
      throw new terse.fault.TerseException(
          terse.fault.Fault.INVALID_URL, "The URL is one of ours.");
    }
    return url;
  }
}
