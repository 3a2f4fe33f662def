package terse.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Grant;
import terse.id.GrantStore;
import terse.id.Grants;
import terse.link.FeedEntry;
import terse.link.LinkKey;

/** The arbiter of what may be minted, in memory. */
public final class MemoryGrantStore implements GrantStore {
  private final Map<Counter, Long> marks = new HashMap<>();
  private final Set<Integer> open = new TreeSet<>();
  private final MemoryFeed feed;
  private final InstantSource clock;
  private final NavigableMap<Integer, Long> epochs = new TreeMap<>();
  private @Nullable Instant at;

  public MemoryGrantStore(MemoryFeed feed, InstantSource clock) {
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public synchronized Grants all() {
    List<Grant> all =
        marks.entrySet().stream()
            .map(e -> new Grant(e.getKey().domain(), e.getKey().epoch(), e.getValue()))
            .toList();
    return new Grants(all, epochs, open, at);
  }

  @Override
  public synchronized long grant(int domain, int epoch, long mark) {
    if (new LinkKey(domain, epoch, 0).keyEpoch() < newest()) {
      throw newerBegun(newest());
    }
    return raise(new Grant(domain, epoch, mark));
  }

  private long raise(Grant grant) {
    marks.merge(new Counter(grant.domain(), grant.epoch()), grant.mark(), Math::max);
    at = clock.instant();
    return feed.tell(
        position -> new FeedEntry.Granted(position, grant.domain(), grant.epoch(), grant.mark()));
  }

  @Override
  public long prepareKeys() {
    return feed.tell(FeedEntry.KeysPrepared::new);
  }

  @Override
  public synchronized long begin(int after, int epoch, long fingerprint, List<Grant> last) {
    if (newest() != after || epoch <= after) {
      throw newerBegun(newest());
    }
    last.forEach(this::raise);
    epochs.put(epoch, fingerprint);
    return feed.tell(position -> new FeedEntry.EpochBegun(position, epoch, fingerprint));
  }

  @Override
  public synchronized long openNames(int domain) {
    open.add(domain);
    return feed.tell(position -> new FeedEntry.NamesOpened(position, domain));
  }

  private int newest() {
    return epochs.isEmpty() ? 0 : epochs.lastKey();
  }

  private static TerseException newerBegun(int epoch) {
    return new TerseException(Fault.CONFLICT, "Key epoch " + epoch + " has begun.");
  }

  private record Counter(int domain, int epoch) {}
}
