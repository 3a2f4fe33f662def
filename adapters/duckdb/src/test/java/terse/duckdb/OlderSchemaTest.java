package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an earlier version is brought up to date. */
class OlderSchemaTest {
  @TempDir private Path folder;

  @Test
  void whatTheFirstSchemaKeptStaysCounted() throws Exception {
    Path file = folder.resolve("clicks.duckdb");
    long start = Storm.START.toEpochMilli();
    try (Connection old = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = old.createStatement();
        var script = Database.class.getResourceAsStream("schema-1.sql")) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute(
          "INSERT INTO click SELECT %d + i * 60000, 1, 1, 7, 1, i, 1, false, 0, 5, 0, 0, 0, 0 FROM range(300) t(i)"
              .formatted(start));
      statement.execute("UPDATE folding SET folded_until = " + start / 3_600_000);
      statement.execute("INSERT INTO position VALUES ('node', 1, 0, 300)");
    }
    try (var store = DuckDbClickStore.open(file)) {
      assertThat(Storm.reached(store)).isEqualTo(300);
      assertThat(Storm.counted(store)).isEqualTo(300);
      assertThat(store.foldedUntil()).isEqualTo(start / 3_600_000);
      store.fold(Storm.END);
      assertThat(Storm.counted(store)).isEqualTo(300);
    }
    DuckDbClickStore.open(file).close();
  }
}
