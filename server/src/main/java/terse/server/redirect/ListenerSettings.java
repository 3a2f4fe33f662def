package terse.server.redirect;

import java.time.Duration;

/**
 * How the link listener listens.
 *
 * @param host the address to bind to
 * @param port the port, 0 for any free one
 * @param loops event loops, 1 or more
 * @param transport how they talk to the kernel
 * @param maxConnections connections open at once; more are closed as they come
 * @param maxHeaderBytes the most a request's headers may take, in bytes
 * @param idleTimeout how long a connection may be without a request
 * @param headerTimeout how long a request's head may take to arrive once it has begun
 * @param drainTimeout how long requests under way may take when the listener closes
 * @param proxies the peers whose word about the visitor's address is taken
 */
public record ListenerSettings(
    String host,
    int port,
    int loops,
    Transport transport,
    int maxConnections,
    int maxHeaderBytes,
    Duration idleTimeout,
    Duration headerTimeout,
    Duration drainTimeout,
    TrustedProxies proxies) {

  public ListenerSettings {
    if (loops < 1 || maxConnections < 1 || maxHeaderBytes < 256) {
      throw new IllegalArgumentException("loops, connections or header bytes are too few");
    }
  }

  /** The settings of a fresh installation, on half the cores and the best transport there is. */
  public static ListenerSettings standard(String host, int port) {
    return new ListenerSettings(
        host,
        port,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        Transport.best(),
        16_384,
        8_192,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        TrustedProxies.none());
  }

  /** The same with another number of event loops. */
  public ListenerSettings withLoops(int number) {
    return new ListenerSettings(
        host,
        port,
        number,
        transport,
        maxConnections,
        maxHeaderBytes,
        idleTimeout,
        headerTimeout,
        drainTimeout,
        proxies);
  }

  /** The same with another limit of connections. */
  public ListenerSettings withMaxConnections(int number) {
    return new ListenerSettings(
        host,
        port,
        loops,
        transport,
        number,
        maxHeaderBytes,
        idleTimeout,
        headerTimeout,
        drainTimeout,
        proxies);
  }

  /** The same with other trusted proxies. */
  public ListenerSettings withProxies(TrustedProxies trusted) {
    return new ListenerSettings(
        host,
        port,
        loops,
        transport,
        maxConnections,
        maxHeaderBytes,
        idleTimeout,
        headerTimeout,
        drainTimeout,
        trusted);
  }
}
