package terse.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.SQLDialect;

/**
 * The stores of the link domain in a PostgreSQL database, which several nodes may share. Changes go
 * in group commits, look-ups on the thread that asks.
 */
public final class PostgresStores extends SqlStores {
  private static final int FREE_WRITERS = 2;
  private static final int VISITS = 1;
  private static final int LISTINGS = 2;

  /** Two that read the feed and one that tells of this node. */
  private static final int FEED = 3;

  /** The feed's lease is a second: what takes longer is no use. */
  private static final Duration FEED_DEADLINE = Duration.ofMillis(500);

  /** How much longer the server tries than a caller waits, who is told first that it is unknown. */
  private static final Duration BEYOND_DEADLINE = Duration.ofMillis(500);

  /** How many rows the number of links is the sum of, see the schema. */
  private static final int LANES = 16;

  private final PostgresSettings settings;
  private final String identity;

  private PostgresStores(
      PostgresSettings settings,
      String identity,
      Lanes lanes,
      WriteMeter meter,
      InstantSource clock) {
    super(SQLDialect.POSTGRES, lanes, meter, clock);
    this.settings = settings;
    this.identity = identity;
  }

  /**
   * Opens the stores in a database, whose tables are made if it has none.
   *
   * @param clock decides when idempotency keys and changes are old enough to be forgotten and
   *     worker leases have run out; the clocks of nodes should agree
   * @throws terse.fault.TerseException {@code STORE_UNAVAILABLE} if the database cannot be reached,
   *     refuses the user, belongs to another program or was written by a newer version
   */
  public static PostgresStores open(PostgresSettings settings, InstantSource clock) {
    String identity = prepare(settings);
    WriteMeter meter = new WriteMeter();
    return new PostgresStores(settings, identity, lanes(settings, meter, clock), meter, clock);
  }

  /**
   * What tells the database from one that was put back from a dump: a word. A standby that was
   * promoted has the same.
   */
  public String identity() {
    return identity;
  }

  /**
   * Begins to listen for changes of the feed.
   *
   * @param changed run when there may be some, on a thread of the listener; must not wait
   */
  public PostgresHints listen(Runnable changed) {
    return new PostgresHints(settings, changed);
  }

  private static Lanes lanes(PostgresSettings settings, WriteMeter meter, InstantSource clock) {
    HikariDataSource feed = Postgres.pool("feed", FEED, FEED, FEED_DEADLINE, settings);
    int lookups = settings.connections() - FREE_WRITERS - 1 - VISITS - FEED - LISTINGS;
    return new Lanes(
        changes(settings, meter, clock),
        visits(settings, meter),
        beats(feed, settings, meter),
        reads("look-ups", lookups, settings.deadline(), settings),
        reads("listings", LISTINGS, settings.listingDeadline(), settings),
        new PostgresReads(feed, settings.queuedReads()));
  }

  private static Writes changes(PostgresSettings settings, WriteMeter meter, InstantSource clock) {
    Wording sql = Wording.shipped(SQLDialect.POSTGRES);
    HikariDataSource pool =
        Postgres.pool(
            "changes",
            FREE_WRITERS + 1,
            FREE_WRITERS + 1,
            settings.deadline().plus(BEYOND_DEADLINE),
            settings);
    int lane = ThreadLocalRandom.current().nextInt(LANES);
    List<Transactions> free = new ArrayList<>();
    for (int i = 0; i < FREE_WRITERS; i++) {
      free.add(new PostgresTransactions(pool, (lane + i) % LANES, false));
    }
    PendingLinks pending = new PendingLinks(sql);
    LinkCount count = new LinkCount(sql);
    return new PostgresWrites(
        writer(
            "sql-writer-",
            free,
            List.of(pending, count, Purge.ofRequests(sql, clock)),
            settings,
            meter),
        writer(
            "sql-in-order-",
            List.of(new PostgresTransactions(pool, (lane + FREE_WRITERS) % LANES, true)),
            List.of(pending, count, Purge.ofChanges(sql, settings.changesKept(), clock)),
            settings,
            meter),
        pool);
  }

  /** Their pool is theirs alone: creates that wait hold up no visitor. */
  private static Writes visits(PostgresSettings settings, WriteMeter meter) {
    HikariDataSource pool =
        Postgres.pool(
            "visits", VISITS, VISITS, settings.deadline().plus(BEYOND_DEADLINE), settings);
    Writer writer =
        writer(
            "sql-visits-",
            List.of(new PostgresTransactions(pool, 0, false)),
            List.of(),
            settings,
            meter);
    return new PostgresWrites(writer, writer, pool);
  }

  private static Writer beats(HikariDataSource pool, PostgresSettings settings, WriteMeter meter) {
    return writer(
        "sql-beat-",
        List.of(new PostgresTransactions(pool, 0, false)),
        List.of(),
        settings.withDeadline(FEED_DEADLINE.multipliedBy(2)),
        meter);
  }

  private static Writer writer(
      String name,
      List<Transactions> transactions,
      List<Chore> chores,
      PostgresSettings settings,
      WriteMeter meter) {
    return new Writer(
        name,
        transactions,
        chores,
        new PostgresFaults(),
        new WriteLimits(settings.queueRows(), settings.commitRows(), settings.deadline()),
        meter);
  }

  private static Reads reads(
      String name, int connections, Duration deadline, PostgresSettings settings) {
    return new PostgresReads(
        Postgres.pool(name, connections, 1, deadline, settings), settings.queuedReads());
  }

  private static String prepare(PostgresSettings settings) {
    try (Connection connection = Postgres.connect(settings);
        Session session = new Session(connection)) {
      PostgresCheck.of(session, settings);
      Migrations.ofPostgres(settings).bring(session);
      return PostgresCheck.identity(session);
    } catch (SQLException e) {
      throw PostgresCheck.refuse(settings, e);
    }
  }
}
