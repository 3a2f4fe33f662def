package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.InsertOutcome;
import terse.testkit.Sample;

class CarryRequestsOverTest {

  @Test
  void requestsRememberedBeforeAnUpdateAreKnownAfterIt(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("links.db");
    asOfTheFirstSchema(file);
    try (SqliteStores stores =
        SqliteStores.open(
            file, SqliteSettings.DEFAULT, () -> Instant.parse("2026-03-01T13:00:00Z"))) {
      assertThat(stores.links().insert(Sample.link(9).idempotent("k", "d").asNew()))
          .isEqualTo(new InsertOutcome.Replayed(Sample.link(1).asNew().toLink()));
      assertThat(stores.links().insert(Sample.link(9).idempotent("bulk#65", "d").asNew()))
          .isEqualTo(new InsertOutcome.Replayed(Sample.link(2).asNew().toLink()));
      assertThat(stores.links().insert(Sample.link(9).idempotent("bulk#66", "other").asNew()))
          .isEqualTo(new InsertOutcome.Mismatch());
    }
  }

  private static void asOfTheFirstSchema(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Sqlite.url(file))) {
      Sqlite.mark(connection);
    }
    Flyway.configure()
        .dataSource(Sqlite.url(file), null, null)
        .locations("classpath:terse/sql/sqlite")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(Sqlite.url(file));
        Statement statement = connection.createStatement()) {
      for (int number = 1; number <= 3; number++) {
        String key = number == 1 ? "k" : "bulk#" + (63 + number);
        statement.execute(
            "INSERT INTO link (domain, epoch, number, owner, created_at, updated_at, version,"
                + " state, status, target) VALUES (1, 1, %d, 1, %d, %d, 1, 0, 302, '%s')"
                    .formatted(
                        number,
                        Sample.START.toEpochMilli(),
                        Sample.START.toEpochMilli(),
                        Sample.link(number).target()));
        statement.execute(
            "INSERT INTO idempotency (owner, request_key, digest, domain, epoch, number,"
                + " created_at) VALUES (1, '%s', 'd', 1, 1, %d, %d)"
                    .formatted(key, number, Sample.START.toEpochMilli()));
      }
    }
  }
}
