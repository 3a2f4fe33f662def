package terse.server.redirect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import terse.link.Link;

/**
 * Holds what this node has in memory against the store. An entry that was changed a moment ago is
 * no difference: this node is first brought up to date, and what it still has then is judged.
 * Blocks; thread-safe.
 */
public final class CacheAudit {
  /** The most entries that are looked at in one go. */
  static final int MOST = 10_000;

  /** The most differences that are told of in one go. */
  static final int MOST_DIFFERENCES = 1_000;

  private final DecisionCache cache;
  private final Store store;
  private final Runnable catchUp;

  /** The links as they are stored, read past every cache. */
  @FunctionalInterface
  public interface Store {
    Optional<Link> resolve(int domain, String code);
  }

  /**
   * An entry that is not what the store has.
   *
   * @param code the generated code, or the folded name
   * @param cached the version in memory
   * @param stored the version in the store, 0 if there is no such link; the same if only what it
   *     says differs
   */
  public record Difference(int domain, String code, long cached, long stored) {}

  /**
   * What was found.
   *
   * @param entries how many this node has in all, about
   * @param checked how many were looked at
   * @param whole whether those are all that were asked for
   */
  public record Result(long entries, int checked, boolean whole, List<Difference> differences) {}

  /**
   * @param catchUp returns once all that was acknowledged on other nodes is known on this one
   */
  public CacheAudit(DecisionCache cache, Store store, Runnable catchUp) {
    this.cache = cache;
    this.store = store;
    this.catchUp = catchUp;
  }

  /**
   * Looks at a part of the entries.
   *
   * @param part which one, from 0
   * @param parts into how many parts all entries are divided, 1 or more
   * @throws terse.fault.TerseException if the store cannot be asked
   */
  public Result check(int part, int parts) {
    List<Suspect> suspects = new ArrayList<>();
    Iterator<Map.Entry<DecisionKey, Decision>> entries = cache.entries();
    int checked = 0;
    while (entries.hasNext() && checked < MOST && suspects.size() < MOST_DIFFERENCES) {
      Map.Entry<DecisionKey, Decision> entry = entries.next();
      if (Math.floorMod(entry.getKey().hashCode(), parts) == part) {
        checked++;
        Optional<Link> link = stored(entry.getKey());
        if (differs(entry.getValue(), link)) {
          suspects.add(new Suspect(entry.getKey(), version(link)));
        }
      }
    }
    return new Result(cache.size(), checked, !entries.hasNext(), confirmed(suspects));
  }

  /** An entry that was not what the store had. */
  private record Suspect(DecisionKey key, long stored) {}

  private List<Difference> confirmed(List<Suspect> suspects) {
    if (suspects.isEmpty()) {
      return List.of();
    }
    catchUp.run();
    return suspects.stream().flatMap(suspect -> confirmed(suspect).stream()).toList();
  }

  /** What the store had before this node caught up must be known by now. */
  private Optional<Difference> confirmed(Suspect suspect) {
    DecisionKey key = suspect.key;
    Decision kept = cache.kept(key);
    if (kept == null) {
      return Optional.empty();
    }
    Optional<Link> link = stored(key);
    boolean late = kept.version < suspect.stored;
    boolean wrong = kept.version >= version(link) && differs(kept, link);
    return late || wrong
        ? Optional.of(new Difference(key.domain(), key.code(), kept.version, version(link)))
        : Optional.empty();
  }

  private Optional<Link> stored(DecisionKey key) {
    return store.resolve(key.domain(), key.code());
  }

  private static long version(Optional<Link> link) {
    return link.map(Link::version).orElse(0L);
  }

  private static boolean differs(Decision decision, Optional<Link> link) {
    return link.filter(Decision::canBeSent)
        .map(Decision::of)
        .filter(decision::saysTheSameAs)
        .isEmpty();
  }
}
