package terse.epoch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.code.KeyFile;
import terse.code.KeyRing;
import terse.epoch.Issued.Counter;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Grant;
import terse.id.GrantStore;
import terse.id.Grants;
import terse.id.RangeStore;
import terse.link.LinkKey;

/**
 * Makes sure, when a node starts, that there is a key epoch to mint under. If the database is an
 * older state of itself, put back from a backup, a new one begins: codes were given out that the
 * database knows nothing of, and under the old secret they would be given out again.
 */
public final class StartEpoch {
  private static final long LEAST_MARGIN = 1_000_000_000;
  private static final long MOST_A_SECOND = 100_000;
  private static final long NAMED_MARGIN = 1L << 40;
  private static final long LARGEST_SHARE = 8;
  private static final int MOST_TRIES = 4;

  private final GrantStore grants;
  private final RangeStore ranges;
  private final KeyFile keys;
  private final IssuedFile issued;
  private final RandomGenerator random;
  private final InstantSource clock;

  public StartEpoch(
      GrantStore grants,
      RangeStore ranges,
      KeyFile keys,
      IssuedFile issued,
      RandomGenerator random,
      InstantSource clock) {
    this.grants = grants;
    this.ranges = ranges;
    this.keys = keys;
    this.issued = issued;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param epoch the epoch codes are minted under
   * @param restored whether it began because the database had been put back
   */
  public record Started(int epoch, boolean restored) {}

  /**
   * What is known of the store.
   *
   * @param identity what tells the database from any copy of it, empty if nothing does
   * @param remembersElsewhere whether each node has a memory of its own of what was issued, so that
   *     one which remembers nothing may be new
   * @param epochs the epochs of each domain's counters, as in {@link LinkKey}, those of names aside
   * @param capacity how many codes an epoch of a domain has
   * @param saidRestored whether the operator said that the database was put back
   */
  public record Store(
      Optional<String> identity,
      boolean remembersElsewhere,
      Map<Integer, List<Integer>> epochs,
      Capacity capacity,
      boolean saidRestored) {
    public Store {
      epochs = Map.copyOf(epochs);
    }
  }

  /** How many codes an epoch of a domain has, 0 if that is not known. */
  @FunctionalInterface
  public interface Capacity {
    long of(int domain, int epoch);
  }

  /** Begins an epoch if need be; another node may do so first. */
  public Started ensure(KeyRing ring, Store store) {
    for (int tries = 1; ; tries++) {
      try {
        return ensureOnce(ring, store);
      } catch (TerseException e) {
        if (e.fault() != Fault.CONFLICT || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Begins the first epoch of a store that forgets everything when its process ends. */
  public Started first(KeyRing ring) {
    begin(grants.all(), ring, List.of());
    return new Started(ring.newest(), false);
  }

  private Started ensureOnce(KeyRing ring, Store store) {
    Grants now = grants.all();
    Issued known = issued.read();
    boolean older = store.saidRestored() || isOlder(now, known, store);
    if (older) {
      beginAfterRestore(now, known, store);
    } else if (now.epoch() == 0) {
      begin(now, ring, List.of());
    }
    store.identity().filter(known::isOther).ifPresent(issued::store);
    return new Started(grants.all().epoch(), older);
  }

  /** A database from before there were epochs has marks and none that began: it goes on. */
  private static boolean isOlder(Grants now, Issued known, Store store) {
    Optional<String> identity = store.identity();
    boolean forgotten =
        now.epoch() != 0 && !known.isKnown() && identity.isPresent() && !store.remembersElsewhere();
    boolean emptied = now.epoch() == 0 && now.marks().isEmpty() && known.isKnown();
    boolean replaced = known.store() != null && identity.filter(known::isOther).isPresent();
    return forgotten || emptied || replaced || known.isAhead(now.marks());
  }

  /**
   * Only what was the newest epoch when the backup was made, or began since, can have been minted
   * under since; the marks of older ones are final.
   */
  private void beginAfterRestore(Grants now, Issued known, Store store) {
    long margin = margin(now.at());
    List<Grant> last =
        counters(now, known, store).stream()
            .filter(counter -> counter.keyEpoch() >= now.epoch())
            .map(counter -> raised(counter, now, known, store.capacity(), margin))
            .toList();
    for (int domain : store.epochs().keySet()) {
      ranges.raise(domain, LinkKey.NAMED, ranges.mark(domain, LinkKey.NAMED) + NAMED_MARGIN);
    }
    begin(now, keys.addSecret(random, Math.max(now.epoch(), known.newestKeyEpoch())), last);
  }

  private static Grant raised(
      Counter counter, Grants now, Issued known, Capacity capacity, long margin) {
    int domain = counter.domain();
    int epoch = counter.epoch();
    long mark = Math.max(mark(now, counter), known.mark(domain, epoch));
    long room = Math.max(0, capacity.of(domain, epoch) - mark);
    return new Grant(domain, epoch, mark + Math.min(margin, room / LARGEST_SHARE));
  }

  /** More than can have been minted since the backup was made. */
  private long margin(@Nullable Instant backup) {
    long seconds =
        backup == null ? 0 : Math.max(0, Duration.between(backup, clock.instant()).toSeconds());
    return LEAST_MARGIN + seconds * MOST_A_SECOND;
  }

  /** Every counter that anything says of that codes may have come from it. */
  private static Set<Counter> counters(Grants now, Issued known, Store store) {
    Set<Counter> counters = new LinkedHashSet<>(known.marks().keySet());
    now.marks().forEach(grant -> counters.add(new Counter(grant.domain(), grant.epoch())));
    store
        .epochs()
        .forEach(
            (domain, epochs) -> epochs.forEach(epoch -> counters.add(new Counter(domain, epoch))));
    return counters;
  }

  private static long mark(Grants now, Counter counter) {
    return now.marks().stream()
        .filter(grant -> grant.domain() == counter.domain() && grant.epoch() == counter.epoch())
        .mapToLong(Grant::mark)
        .findFirst()
        .orElse(0);
  }

  private void begin(Grants now, KeyRing ring, List<Grant> last) {
    int epoch = ring.newest();
    grants.begin(now.epoch(), epoch, ring.fingerprint(epoch), last);
  }
}
