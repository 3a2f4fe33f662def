package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;

class ReadersTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  @Test
  void queryPastItsDeadlineGivesItsThreadBack(@TempDir Path folder) throws Exception {
    CompletableFuture<SQLException> ended = new CompletableFuture<>();
    try (Readers readers = readers(folder)) {
      assertThatThrownBy(() -> readers.read(session -> number(session, ENDLESS, ended)))
          .isInstanceOfSatisfying(
              TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE));
      assertThat(ended.get(30, TimeUnit.SECONDS).getMessage()).contains("interrupt");
      int next = readers.read(session -> number(session, "SELECT 7", ended));
      assertThat(next).isEqualTo(7);
    }
  }

  private static int number(Session session, String sql, CompletableFuture<SQLException> failed)
      throws SQLException {
    try {
      return session.once(sql, row -> row.getInt(1), List.of()).getFirst();
    } catch (SQLException e) {
      failed.complete(e);
      throw e;
    }
  }

  private static Readers readers(Path folder) throws SQLException {
    Session session = new Session(Sqlite.connect(folder.resolve("x.db"), SqliteSettings.DEFAULT));
    return new Readers("test-reader-", List.of(session), 10, Duration.ofMillis(200));
  }
}
