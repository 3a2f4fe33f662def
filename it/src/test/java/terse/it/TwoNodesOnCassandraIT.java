package terse.it;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import terse.testkit.CassandraServer;

/** The same on a server of Cassandra. */
final class TwoNodesOnCassandraIT extends TwoNodesIT {
  private @Nullable CassandraServer server;

  @Override
  String[] store() throws IOException {
    CassandraServer started = server;
    if (started == null) {
      started = CassandraServer.start();
      server = started;
    }
    return new String[] {
      "--links=cassandra", "--cassandra=" + started.contactPoint(), "--cassandra-replication=1"
    };
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
