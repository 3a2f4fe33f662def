package terse.it;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import terse.testkit.PostgresServer;

/** The same on a PostgreSQL server. */
final class TwoNodesOnPostgresIT extends TwoNodesIT {
  private @Nullable PostgresServer server;

  @Override
  String[] store() throws IOException {
    PostgresServer started = server;
    if (started == null) {
      started = PostgresServer.start();
      started.create("terse");
      server = started;
    }
    return PostgresFlags.of(started, "terse");
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
