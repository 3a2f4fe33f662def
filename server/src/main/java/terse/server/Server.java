package terse.server;

import java.util.concurrent.CompletableFuture;

/**
 * A running server.
 *
 * @param linkPort the port of the link listener
 * @param appPort the port of the API and the dashboard
 * @param managementPort the port of health and metrics
 * @param failure completed if it turns out, after the start, that the server cannot go on
 * @param closing everything that is open
 */
public record Server(
    int linkPort,
    int appPort,
    int managementPort,
    CompletableFuture<StartFailure> failure,
    AutoCloseable closing)
    implements AutoCloseable {
  @Override
  public void close() {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not end in good order", e);
    }
  }
}
