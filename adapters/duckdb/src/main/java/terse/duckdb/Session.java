package terse.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import terse.click.Click;
import terse.click.ClickStoreException;
import terse.click.Position;
import terse.report.Level;

/**
 * The database while it is open and well. A failed write leaves neither the engine nor what is
 * remembered of it in a known state: then the session is broken, to be closed and opened anew.
 */
final class Session implements AutoCloseable {
  private final Database database;
  private final ClickWriter writer;
  private final Positions positions;
  private final FoldState folds;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock folding = new ReentrantLock();
  private volatile boolean broken;

  private Session(Database database) throws SQLException {
    this.database = database;
    try (Sql sql = database.connect()) {
      this.positions = Positions.load(sql);
      this.folds = FoldState.load(sql);
    }
    this.writer = new ClickWriter(database.connect());
  }

  static Session open(Path file) {
    Database database = Database.open(file);
    try {
      return new Session(database);
    } catch (SQLException e) {
      database.close();
      throw new ClickStoreException("The click database " + file + " cannot be read.", e);
    }
  }

  void append(List<Click> clicks, List<Position> reached) throws SQLException {
    writing.lock();
    try {
      if (!positions.confirmed(reached)) {
        appendNew(clicks, reached);
      }
    } finally {
      writing.unlock();
    }
  }

  private void appendNew(List<Click> clicks, List<Position> reached) throws SQLException {
    boolean done = false;
    try {
      Sql sql = writer.sql();
      sql.begin();
      Set<Long> hours = writer.write(clicks, folds.earliest());
      folds.open(sql, hours);
      positions.write(sql, reached);
      sql.commit();
      positions.remember(reached);
      folds.touched(hours);
      done = true;
    } finally {
      broken |= !done;
    }
  }

  List<Position> positions() {
    writing.lock();
    try {
      return positions.all();
    } finally {
      writing.unlock();
    }
  }

  long foldedUntil() {
    writing.lock();
    try {
      return folds.until(Level.HOUR);
    } finally {
      writing.unlock();
    }
  }

  /** Folds what is due before an hour, one hour after the other, each a transaction of its own. */
  void fold(long endHour) throws SQLException {
    folding.lock();
    try (Sql source = database.connect();
        Sql sql = database.connect()) {
      new Folding(source, sql, folds, writing).foldUntil(endHour);
    } finally {
      folding.unlock();
    }
  }

  /** Forgets raw clicks and hours before two days since 1970, as far as they are folded. */
  void forget(long rawBefore, long hoursBefore) throws SQLException {
    folding.lock();
    try (Sql source = database.connect();
        Sql sql = database.connect()) {
      new Folding(source, sql, folds, writing).forget(rawBefore, hoursBefore);
    } finally {
      folding.unlock();
    }
  }

  Sql connect() throws SQLException {
    return database.connect();
  }

  boolean broken() {
    return broken;
  }

  /** Notes that the engine gave up on itself, as it does when it cannot write what it must. */
  void noteFailure(SQLException e) {
    String message = String.valueOf(e.getMessage());
    broken |= message.contains("FATAL") || message.contains("invalidated");
  }

  @Override
  public void close() throws SQLException {
    try (database;
        writer) {
      broken = true;
    }
  }
}
