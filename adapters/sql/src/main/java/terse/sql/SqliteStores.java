package terse.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;

/**
 * The stores of the link domain in one SQLite file: write-ahead log, {@code synchronous=FULL}, one
 * thread that writes in group commits and a few that read.
 */
public final class SqliteStores extends SqlStores {

  private SqliteStores(Lanes lanes, WriteMeter meter, InstantSource clock) {
    super(SQLDialect.SQLITE, lanes, meter, clock);
  }

  /**
   * Opens the stores in a file, which is made if it is not there, with {@link
   * SqliteSettings#DEFAULT} and the system's clock.
   *
   * @throws terse.fault.TerseException {@code STORE_UNAVAILABLE} if the file is damaged, belongs to
   *     another program or was written by a newer version; nothing in it is changed then
   */
  public static SqliteStores open(Path file) {
    return open(file, SqliteSettings.DEFAULT, InstantSource.system());
  }

  /**
   * Opens the stores in a file; see {@link #open(Path)}.
   *
   * @param clock decides when idempotency keys and changes are old enough to be forgotten and
   *     worker leases have run out
   */
  public static SqliteStores open(Path file, SqliteSettings settings, InstantSource clock) {
    try {
      prepare(file, settings);
      WriteMeter meter = new WriteMeter();
      return new SqliteStores(lanes(file, settings, meter, clock), meter, clock);
    } catch (SQLException e) {
      throw SqliteHeader.refuse(file, "cannot be opened: " + e.getMessage(), e);
    }
  }

  /** One thread writes whatever there is. */
  private static Lanes lanes(
      Path file, SqliteSettings settings, WriteMeter meter, InstantSource clock)
      throws SQLException {
    Writes writer = writer(file, settings, meter, clock);
    return new Lanes(
        writer,
        writer,
        writer,
        readers("sql-lookup-", settings.readers(), settings.deadline(), file, settings),
        readers("sql-listing-", 1, settings.listingDeadline(), file, settings),
        readers("sql-feed-", 1, settings.deadline(), file, settings));
  }

  private static Writes writer(
      Path file, SqliteSettings settings, WriteMeter meter, InstantSource clock)
      throws SQLException {
    Wording sql = Wording.shipped(SQLDialect.SQLITE);
    Transactions transactions =
        new SqliteTransactions(
            new Session(Sqlite.writer(file, settings)),
            new Checkpoints(new Session(Sqlite.copier(file, settings))));
    return new Writer(
        "sql-writer-",
        List.of(transactions),
        List.of(
            new PendingLinks(sql),
            new LinkCount(sql),
            Purge.ofRequests(sql, clock),
            Purge.ofChanges(sql, settings.changesKept(), clock)),
        new SqliteFaults(),
        new WriteLimits(settings.queueRows(), settings.commitRows(), settings.deadline()),
        meter);
  }

  private static void prepare(Path file, SqliteSettings settings) throws SQLException {
    boolean fresh = SqliteHeader.isFresh(file);
    try (Connection connection = Sqlite.connect(file, settings);
        Session session = new Session(connection)) {
      if (fresh) {
        Sqlite.mark(connection);
      }
      Integrity.check(file, session);
      Migrations.ofSqlite(file).bring(session);
    }
  }

  private static Reads readers(
      String name, int count, Duration deadline, Path file, SqliteSettings settings)
      throws SQLException {
    List<Session> sessions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sessions.add(new Session(Sqlite.reader(file, settings)));
    }
    return new Readers(name, sessions, settings.queuedReads(), deadline);
  }
}
