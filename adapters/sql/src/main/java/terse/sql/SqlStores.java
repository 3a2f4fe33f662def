package terse.sql;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
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
import terse.visit.VisitStore;

/** The stores of the link domain in one database, whichever engine it is of. */
public abstract sealed class SqlStores implements AutoCloseable
    permits SqliteStores, PostgresStores {
  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final Lanes lanes;
  private final WriteMeter meter;
  private final LinkStore links;
  private final DomainStore domains;
  private final KeyStore keys;
  private final RangeStore ranges;
  private final WorkerLeases workers;
  private final NameStore names;
  private final NodeStore nodes;
  private final GrantStore grants;
  private final VisitStore visits;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * The ways to the database, apart so that none stands in another's way.
   *
   * @param changes what callers want changed
   * @param visits what limited links wait for, which must not wait for the rest
   * @param beats what nodes say of themselves
   */
  record Lanes(
      Writes changes, Writes visits, Writes beats, Reads lookups, Reads listings, Reads feed) {}

  SqlStores(SQLDialect dialect, Lanes lanes, WriteMeter meter, InstantSource clock) {
    this.lanes = lanes;
    this.meter = meter;
    Wording sql = Wording.shipped(dialect);
    PendingLinks pending = new PendingLinks(sql);
    LinkInserts inserts = new LinkInserts(sql, pending, clock);
    links =
        new SqlLinkStore(
            sql,
            inserts,
            new LinkUpdates(sql, pending, inserts),
            new LinkListing(() -> DSL.using(dialect)),
            lanes.changes(),
            lanes.lookups(),
            lanes.listings(),
            lanes.feed(),
            this::close);
    domains = new SqlDomainStore(sql, lanes.changes(), lanes.lookups(), clock);
    keys = new SqlKeyStore(sql, lanes.changes(), lanes.lookups());
    ranges = new SqlRangeStore(sql, lanes.changes(), lanes.lookups());
    workers = new SqlWorkerLeases(sql, lanes.changes(), clock);
    names = new SqlNameStore(sql, lanes.listings());
    nodes = new SqlNodeStore(sql, lanes.beats(), lanes.feed());
    grants = new SqlGrantStore(sql, lanes.changes(), lanes.lookups(), clock);
    visits = new SqlVisitStore(sql, lanes.visits(), lanes.lookups());
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

  public VisitStore visits() {
    return visits;
  }

  Reads lookups() {
    return lanes.lookups();
  }

  Writes changes() {
    return lanes.changes();
  }

  /** What the writers have done so far. */
  public WriteMeter writes() {
    return meter;
  }

  /** Rows waiting to be written, 0 to {@link #writeQueueBound()}. */
  public int writeQueueDepth() {
    return lanes.changes().waiting();
  }

  /** How many rows may wait to be written; a single greater call may, while nothing else does. */
  public int writeQueueBound() {
    return lanes.changes().mostWaiting();
  }

  /** Look-ups and listings waiting for the database. */
  public int readQueueDepth() {
    return lanes.lookups().waiting() + lanes.listings().waiting();
  }

  /** How many of them may wait. */
  public int readQueueBound() {
    return lanes.lookups().mostWaiting() + lanes.listings().mostWaiting();
  }

  /** Makes the changes that wait, answers their callers and lets the database go. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lanes.lookups().close();
      lanes.listings().close();
      lanes.feed().close();
      lanes.visits().close();
      lanes.changes().close();
      lanes.beats().close();
    }
  }
}
