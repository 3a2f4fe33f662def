package terse.it;

import terse.testkit.PostgresServer;

/** What tells a node to keep its links in a database. */
final class PostgresFlags {
  private PostgresFlags() {}

  static String[] of(PostgresServer server, String database) {
    return new String[] {
      "--links=postgresql",
      "--postgresql-url=" + server.url(database),
      "--postgresql-user=" + PostgresServer.GUARDED,
      "--postgresql-password=" + PostgresServer.PASSWORD
    };
  }
}
