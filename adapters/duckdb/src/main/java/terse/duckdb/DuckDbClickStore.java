package terse.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import terse.click.Click;
import terse.click.ClickStore;
import terse.click.ClickStoreException;
import terse.click.LinkRef;
import terse.click.Position;
import terse.report.Cover;
import terse.report.Kept;
import terse.report.Stats;
import terse.report.StatsQuery;

/**
 * Clicks in one DuckDB file. Appending and folding run on the caller's thread, which must be a
 * platform thread, since native calls hold it; reports run on a few threads of their own. When the
 * engine fails, as on a full disk, the call fails and the next one opens the file anew.
 */
public final class DuckDbClickStore implements ClickStore {
  private final Path file;
  private final ReportThreads reports = new ReportThreads();
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private @Nullable Session session;
  private boolean closed;

  private DuckDbClickStore(Path file) {
    this.file = file;
  }

  /**
   * Opens or creates a store; may take some hundred milliseconds, since it loads the engine.
   *
   * @param file the database; beside it come a log and a folder for what does not fit into memory
   * @throws ClickStoreException with one sentence if the file is damaged, in use or unreadable
   */
  public static DuckDbClickStore open(Path file) {
    var store = unopened(file);
    try {
      store.ensureOpen();
      return store;
    } catch (RuntimeException e) {
      store.reports.close();
      throw e;
    }
  }

  /** A store that is opened when something is asked of it, or by {@link #ensureOpen}. */
  public static DuckDbClickStore unopened(Path file) {
    return new DuckDbClickStore(file);
  }

  @Override
  public void ensureOpen() {
    use("The store cannot be opened", _ -> true);
  }

  /** Reports that wait for a thread now. */
  public int waitingReports() {
    return reports.waiting();
  }

  /** How many may; more are refused. */
  public int mostWaitingReports() {
    return reports.mostWaiting();
  }

  @Override
  public void append(List<Click> clicks, List<Position> positions) {
    use(
        "The clicks were not kept",
        session -> {
          session.append(clicks, positions);
          return true;
        });
  }

  @Override
  public List<Position> positions() {
    return use("The positions cannot be read", Session::positions);
  }

  @Override
  public void fold(Instant now) {
    long endHour = Math.floorDiv(now.toEpochMilli(), Cover.HOUR) - 1;
    use(
        "The hours were not folded",
        session -> {
          session.fold(endHour);
          return true;
        });
  }

  @Override
  public void forget(Instant rawBefore, Instant hoursBefore) {
    if (hoursBefore.isAfter(rawBefore)) {
      throw new IllegalArgumentException("Hours are kept at least as long as their raw clicks");
    }
    use(
        "Nothing was forgotten",
        session -> {
          session.forget(day(rawBefore), day(hoursBefore));
          return true;
        });
  }

  private static long day(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), Kept.DAY);
  }

  /** The first hour since 1970 UTC that was never folded. */
  long foldedUntil() {
    return use("The mark cannot be read", Session::foldedUntil);
  }

  @Override
  public Stats query(StatsQuery query) {
    return reports.run(() -> use("The report failed", session -> report(session, query)));
  }

  @Override
  public Map<LinkRef, List<Long>> daily(Collection<LinkRef> links, int days, Instant now) {
    return links.isEmpty()
        ? Map.of()
        : reports.run(() -> use("The report failed", session -> daily(session, links, days, now)));
  }

  private static Map<LinkRef, List<Long>> daily(
      Session session, Collection<LinkRef> links, int days, Instant now) throws SQLException {
    try (Sql sql = session.connect()) {
      sql.begin();
      return DailyClicks.of(sql, links, days, now);
    }
  }

  private static Stats report(Session session, StatsQuery query) throws SQLException {
    try (Sql sql = session.connect()) {
      sql.begin();
      return Report.of(sql, query);
    }
  }

  private interface Use<T> {
    T of(Session session) throws SQLException;
  }

  private <T> T use(String failed, Use<T> use) {
    while (true) {
      life.readLock().lock();
      try {
        Session live = session;
        if (live != null && !live.broken()) {
          return use(failed, use, live);
        }
      } finally {
        life.readLock().unlock();
      }
      revive();
    }
  }

  private static <T> T use(String failed, Use<T> use, Session live) {
    try {
      return use.of(live);
    } catch (SQLException e) {
      live.noteFailure(e);
      throw new ClickStoreException(failed + ": the click database reports an error.", e);
    }
  }

  private void revive() {
    life.writeLock().lock();
    try {
      if (closed) {
        throw new ClickStoreException("The click database is closed.", null);
      }
      if (session == null || session.broken()) {
        end();
        session = Session.open(file);
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  private void end() {
    Session old = session;
    session = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (SQLException e) {
      throw new ClickStoreException("The click database cannot be closed.", e);
    }
  }

  @Override
  public void close() {
    reports.close();
    life.writeLock().lock();
    try {
      closed = true;
      end();
    } finally {
      life.writeLock().unlock();
    }
  }
}
