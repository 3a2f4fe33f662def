package terse.server.redirect;

import java.time.Duration;

/**
 * What one visitor, or all together, may take of the link listener.
 *
 * @param connections connections open at once; more are closed as they come
 * @param headerBytes the most a request's headers may take, in bytes, 256 or more
 * @param idle how long a connection may be without a request
 * @param head how long a request's head may take to arrive once it has begun
 * @param drain how long requests under way may take when the listener closes
 */
public record ConnectionLimits(
    int connections, int headerBytes, Duration idle, Duration head, Duration drain) {

  public ConnectionLimits {
    if (connections < 1 || headerBytes < 256) {
      throw new IllegalArgumentException("too few connections or header bytes");
    }
  }

  /** The limits of a fresh installation. */
  public static ConnectionLimits standard() {
    return new ConnectionLimits(
        16_384, 8_192, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
