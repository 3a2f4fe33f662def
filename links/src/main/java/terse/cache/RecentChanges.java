package terse.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import terse.alias.Alias;
import terse.feed.RememberedLinks;
import terse.link.Link;
import terse.link.LinkObserver;

/**
 * The changes of links that this node has heard of lately: what tells whether a state read by
 * another node, at some position of the feed, still holds. It holds if every change since that
 * position is known here and none of them is of this link. Bounded: of what is older than the
 * changes kept, nothing is taken to hold. Thread-safe.
 */
public final class RecentChanges implements RememberedLinks, LinkObserver {
  /** Changes kept: up to twice as many. */
  static final int KEPT = 32_768;

  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier position;
  private final int kept;
  private volatile Known known = new Known(new Stretch(NEVER), new Stretch(NEVER));

  /** All changes after a position, up to the beginning of the next stretch or to now. */
  private record Stretch(long after, ConcurrentHashMap<String, Long> versions) {
    Stretch(long after) {
      this(after, new ConcurrentHashMap<>());
    }

    Stretch after(long other) {
      return new Stretch(other, versions);
    }

    long version(String key) {
      return versions.getOrDefault(key, 0L);
    }
  }

  private record Known(Stretch older, Stretch newer) {}

  /**
   * @param position up to where the feed is known here
   */
  public RecentChanges(LongSupplier position) {
    this(position, KEPT);
  }

  RecentChanges(LongSupplier position, int kept) {
    this.position = position;
    this.kept = kept;
  }

  /** Up to where the feed is known here. */
  long position() {
    return position.getAsLong();
  }

  /**
   * Whether a state read when the feed was known up to {@code asOf} holds still, as far as this
   * node knows.
   */
  boolean holds(String key, long version, long asOf) {
    Known now = known;
    return asOf >= now.older.after
        && version >= Math.max(now.older.version(key), now.newer.version(key));
  }

  /** The name that a link is cached under. */
  static String key(int domain, String code) {
    return domain + "/" + code;
  }

  /** Told by the feed's own thread; whatever it told before lies at or below the position. */
  @Override
  public synchronized void outdated(int domain, String code, long version) {
    boolean told = known.newer.after != NEVER;
    if (told && known.newer.versions.size() >= kept) {
      known = new Known(known.newer, new Stretch(position()));
    }
    add(domain, code, version);
  }

  /**
   * A change of this node, which the feed will tell of, too. It begins no new stretch, since the
   * feed may be in the midst of telling; so it is not kept if the feed has not come for very long.
   */
  @Override
  public synchronized void changed(Link link, String code) {
    if (known.newer.versions.size() < 2 * kept) {
      add(link.key().domain(), link.key().isNamed() ? Alias.fold(code) : code, link.version());
    }
  }

  private void add(int domain, String code, long version) {
    if (version > 1) {
      known.newer.versions.merge(key(domain, code), version, Math::max);
    }
  }

  @Override
  public synchronized void forgetAll() {
    known = new Known(new Stretch(NEVER), new Stretch(NEVER));
  }

  @Override
  public synchronized void knownSince(long from) {
    known = new Known(known.older.after(from), known.newer.after(from));
  }
}
