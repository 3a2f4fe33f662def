package terse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.Click;
import terse.report.Level;
import terse.testkit.RandomClicks;

/** Folding, broken off and interfered with between one of its transactions and the next. */
class FoldingTest {
  private static final long FIRST = Storm.START.getEpochSecond() / 3_600;

  @TempDir private Path folder;

  private final RandomClicks clicks = new RandomClicks(new Random(5));

  @Test
  void hourThatWasEmptyWhenFoldingBeganStaysOpenIfItGotClicksSince() throws SQLException {
    try (var fold = new Steered(file())) {
      fold.append(hour(0, 100));
      fold.before(2, () -> fold.append(hour(3, 7)));
      fold.until(FIRST + 9);
      assertThat(fold.state.open(Level.HOUR)).containsExactly(FIRST + 3);
      fold.until(FIRST + 9);
      assertThat(fold.state.open(Level.HOUR)).isEmpty();
    }
    assertThat(counted()).isEqualTo(107);
  }

  /** What was folded is in the file by then, and nothing says so. */
  @Test
  void foldThatWasBrokenOffBeforeItsMarkIsDoneAnew() throws SQLException {
    try (var fold = new Steered(file())) {
      fold.append(hour(0, 100));
      fold.before(3, Steered::breakOff);
      assertThatIllegalStateException().isThrownBy(() -> fold.until(FIRST + 9));
    }
    assertThat(counted()).isEqualTo(100);
    try (var fold = new Steered(file())) {
      fold.until(FIRST + 9);
    }
    assertThat(counted()).isEqualTo(100);
  }

  private Path file() {
    return folder.resolve("clicks.duckdb");
  }

  private List<Click> hour(int number, int count) {
    Instant from = Storm.START.plusSeconds(number * 3_600L);
    return clicks.between(from, from.plusSeconds(3_600), count);
  }

  private long counted() {
    try (var store = DuckDbClickStore.open(file())) {
      return Storm.counted(store);
    }
  }

  /** A database whose folding lets a test step in between. */
  private static final class Steered implements AutoCloseable {
    final Database database;
    final FoldState state;
    private final ClickWriter writer;
    private final Gate gate = new Gate();

    Steered(Path file) throws SQLException {
      database = Database.open(file);
      try (Sql sql = database.connect()) {
        state = FoldState.load(sql);
      }
      writer = new ClickWriter(database.connect());
    }

    /**
     * Does something before the lock for writing is asked for the {@code nth} time: to see what is
     * due, to begin with the first hour, to move the mark.
     */
    void before(int nth, Step step) {
      gate.left = nth;
      gate.step = step;
    }

    static void breakOff() {
      throw new IllegalStateException("broken off");
    }

    void append(List<Click> batch) throws SQLException {
      writer.sql().begin();
      var hours = writer.write(batch, 0);
      state.open(writer.sql(), hours);
      writer.sql().commit();
      state.touched(hours);
    }

    void until(long hour) throws SQLException {
      try (Sql source = database.connect();
          Sql sql = database.connect()) {
        new Folding(source, sql, state, gate).foldUntil(hour);
      }
    }

    @Override
    public void close() throws SQLException {
      writer.close();
      database.close();
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static final class Gate extends ReentrantLock {
    private static final long serialVersionUID = 1;

    private int left;
    private transient Step step = () -> {};

    @Override
    public void lock() {
      if (--left == 0) {
        try {
          step.run();
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
      super.lock();
    }
  }
}
