package terse.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import terse.domain.DomainStore;
import terse.feed.NodeStore;
import terse.id.GrantStore;
import terse.id.RangeStore;
import terse.id.WorkerLeases;
import terse.key.KeyStore;
import terse.link.LinkStore;
import terse.link.NameStore;

/**
 * The stores of the link domain in one SQLite file: write-ahead log, {@code synchronous=FULL}, one
 * thread that writes in group commits and a few that read.
 */
public final class SqliteStores implements AutoCloseable {
  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final Writer writer;
  private final Readers lookups;
  private final Readers listings;
  private final Readers feed;
  private final LinkStore links;
  private final DomainStore domains;
  private final KeyStore keys;
  private final RangeStore ranges;
  private final WorkerLeases workers;
  private final NameStore names;
  private final NodeStore nodes;
  private final GrantStore grants;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteStores(Path file, SqliteSettings settings, InstantSource clock)
      throws SQLException {
    Wording sql = Wording.sqlite();
    LinkCount count = new LinkCount(sql);
    PendingLinks pending = new PendingLinks(sql);
    LinkInserts inserts = new LinkInserts(sql, pending, count, clock);
    writer =
        new Writer(
            new Session(Sqlite.writer(file, settings)),
            List.of(
                pending,
                count,
                Purge.ofRequests(sql, clock),
                Purge.ofChanges(sql, settings.changesKept(), clock)),
            new Checkpoints(new Session(Sqlite.copier(file, settings))),
            settings);
    lookups = readers("sql-lookup-", settings.readers(), settings.deadline(), file, settings);
    listings = readers("sql-listing-", 1, settings.listingDeadline(), file, settings);
    feed = readers("sql-feed-", 1, settings.deadline(), file, settings);
    links =
        new SqlLinkStore(
            sql,
            inserts,
            new LinkUpdates(sql, pending, count, inserts),
            new LinkListing(SqliteStores::jooq),
            writer,
            lookups,
            listings,
            feed,
            this::close);
    domains = new SqlDomainStore(sql, writer, lookups, clock);
    keys = new SqlKeyStore(sql, writer, lookups);
    ranges = new SqlRangeStore(sql, writer, lookups);
    workers = new SqlWorkerLeases(sql, writer, clock);
    names = new SqlNameStore(sql, listings);
    nodes = new SqlNodeStore(sql, writer, feed);
    grants = new SqlGrantStore(sql, writer, lookups, clock);
    writer.start();
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
      return new SqliteStores(file, settings, clock);
    } catch (SQLException e) {
      throw SqliteHeader.refuse(file, "cannot be opened: " + e.getMessage(), e);
    }
  }

  public LinkStore links() {
    return links;
  }

  public DomainStore domains() {
    return domains;
  }

  public KeyStore keys() {
    return keys;
  }

  public RangeStore ranges() {
    return ranges;
  }

  public WorkerLeases workers() {
    return workers;
  }

  public NameStore names() {
    return names;
  }

  public NodeStore nodes() {
    return nodes;
  }

  public GrantStore grants() {
    return grants;
  }

  Writer writer() {
    return writer;
  }

  /** What the writer has done so far. */
  public WriteMeter writes() {
    return writer.meter();
  }

  /** Rows waiting to be written, 0 to {@link #writeQueueBound()}. */
  public int writeQueueDepth() {
    return writer.queue().depth();
  }

  /** How many rows may wait to be written; a single greater call may, while nothing else does. */
  public int writeQueueBound() {
    return writer.queue().bound();
  }

  /** Look-ups and listings waiting for a thread. */
  public int readQueueDepth() {
    return lookups.waiting() + listings.waiting();
  }

  /** How many of them may wait. */
  public int readQueueBound() {
    return lookups.mostWaiting() + listings.mostWaiting();
  }

  /** Makes the changes that wait, answers their callers and releases the file. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lookups.close();
      listings.close();
      feed.close();
      writer.close();
    }
  }

  private static DSLContext jooq() {
    return DSL.using(SQLDialect.SQLITE);
  }

  private static void prepare(Path file, SqliteSettings settings) throws SQLException {
    boolean fresh = SqliteHeader.isFresh(file);
    try (Connection connection = Sqlite.connect(file, settings);
        Session session = new Session(connection)) {
      if (fresh) {
        Sqlite.mark(connection);
      }
      Integrity.check(file, session);
      Migrations.bring(file, session);
    }
  }

  private static Readers readers(
      String name, int count, Duration deadline, Path file, SqliteSettings settings)
      throws SQLException {
    List<Session> sessions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sessions.add(new Session(Sqlite.reader(file, settings)));
    }
    return new Readers(name, sessions, settings.queuedReads(), deadline);
  }
}
