package terse.server.redirect;

/**
 * How the link listener listens.
 *
 * @param host the address to bind to
 * @param port the port, 0 for any free one
 * @param loops event loops, 1 or more
 * @param transport how they talk to the kernel
 * @param limits what visitors may take
 * @param proxies the peers whose word about the visitor's address is taken
 */
public record ListenerSettings(
    String host,
    int port,
    int loops,
    Transport transport,
    ConnectionLimits limits,
    TrustedProxies proxies) {

  public ListenerSettings {
    if (loops < 1) {
      throw new IllegalArgumentException("at least one event loop is needed");
    }
  }

  /** The settings of a fresh installation, on half the cores and the best transport there is. */
  public static ListenerSettings standard(String host, int port) {
    return new ListenerSettings(
        host,
        port,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        Transport.best(),
        ConnectionLimits.standard(),
        TrustedProxies.none());
  }

  /** The same with another number of event loops. */
  public ListenerSettings withLoops(int number) {
    return new ListenerSettings(host, port, number, transport, limits, proxies);
  }

  /** The same with other limits. */
  public ListenerSettings withLimits(ConnectionLimits others) {
    return new ListenerSettings(host, port, loops, transport, others, proxies);
  }

  /** The same with other trusted proxies. */
  public ListenerSettings withProxies(TrustedProxies others) {
    return new ListenerSettings(host, port, loops, transport, limits, others);
  }
}
