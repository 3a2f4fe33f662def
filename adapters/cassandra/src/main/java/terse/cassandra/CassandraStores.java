package terse.cassandra;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import terse.domain.DomainStore;
import terse.feed.NodeStore;
import terse.id.GrantStore;
import terse.id.RangeStore;
import terse.id.WorkerLeases;
import terse.key.KeyStore;
import terse.link.LinkStore;
import terse.link.NameStore;

/** The stores of the link domain in one keyspace of Cassandra, which several nodes may share. */
public final class CassandraStores implements AutoCloseable {
  private final Runnable letGo;
  private final FeedLog log;
  private final Together callers = new Together();
  private final Together inner = new Together();
  private final LinkStore links;
  private final NameStore names;
  private final NodeStore nodes;
  private final RangeStore ranges;
  private final GrantStore grants;
  private final DomainStore domains;
  private final KeyStore keys;
  private final WorkerLeases workers;
  private final String identity;
  private final AtomicBoolean closed = new AtomicBoolean();

  private CassandraStores(
      Cql cql, Runnable letGo, CassandraSettings settings, InstantSource clock) {
    this.letGo = letGo;
    this.log = new FeedLog(cql, settings.changesKept(), settings.deadline());
    Places places = new Places(cql);
    Listing listing = new Listing(cql, places, inner);
    Map<Entry.Kind, Finish> finishes = new EnumMap<>(Entry.Kind.class);
    FeedReader feed = new FeedReader(cql, log, finishes, inner, settings.changesKept());
    CassandraGrantStore granted = new CassandraGrantStore(cql, log, feed, clock);
    CassandraDomainStore known = new CassandraDomainStore(cql, log, feed);
    finishes.put(Entry.Kind.NAMED, places::take);
    finishes.put(Entry.Kind.EDITED, places::change);
    finishes.put(Entry.Kind.GRANTED, granted::finish);
    finishes.put(Entry.Kind.EPOCH, granted::finish);
    finishes.put(Entry.Kind.OPENED, granted::finish);
    finishes.put(Entry.Kind.DOMAINS, known::finish);
    LinkInserts inserts = new LinkInserts(cql, places, listing, log, feed, callers);
    links =
        new CassandraLinkStore(
            places,
            inserts,
            new LinkUpdates(places, listing, log, feed),
            listing,
            feed,
            this::close);
    names = new CassandraNameStore(cql);
    nodes = new CassandraNodeStore(cql);
    ranges = new CassandraRangeStore(cql);
    grants = granted;
    domains = known;
    keys = new CassandraKeyStore(cql);
    workers = new CassandraWorkerLeases(cql, clock);
    identity =
        cql.first("SELECT identity FROM meta WHERE id = 0")
            .map(row -> String.valueOf(row.getString("identity")))
            .orElse("");
  }

  /**
   * Opens the stores in a keyspace, which is made with its tables if it is not there. Let one node
   * do that alone: two at once can disagree about a table.
   *
   * @param clock decides when worker leases have run out; the clocks of nodes should agree
   * @throws terse.fault.TerseException {@code STORE_UNAVAILABLE} if the ring cannot be reached, has
   *     too few servers, belongs to another program or was written by a newer version
   */
  public static CassandraStores open(CassandraSettings settings, InstantSource clock) {
    Cql cql = Ring.open(settings);
    try {
      return over(cql, cql::close, settings, clock);
    } catch (RuntimeException e) {
      cql.close();
      throw e;
    }
  }

  /** Opens the stores on a connection that somebody else looks after. */
  static CassandraStores over(
      Cql cql, Runnable letGo, CassandraSettings settings, InstantSource clock) {
    cql.ready(Requests.STATEMENTS);
    cql.ready(Places.STATEMENTS);
    return new CassandraStores(cql, letGo, settings, clock);
  }

  public LinkStore links() {
    return links;
  }

  public NameStore names() {
    return names;
  }

  public NodeStore nodes() {
    return nodes;
  }

  public RangeStore ranges() {
    return ranges;
  }

  public GrantStore grants() {
    return grants;
  }

  public DomainStore domains() {
    return domains;
  }

  public KeyStore keys() {
    return keys;
  }

  public WorkerLeases workers() {
    return workers;
  }

  /** What tells the keyspace from one that was made anew: a word. */
  public String identity() {
    return identity;
  }

  /** Ends what is under way and lets the ring go. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      log.close();
      callers.close();
      inner.close();
      letGo.run();
    }
  }
}
