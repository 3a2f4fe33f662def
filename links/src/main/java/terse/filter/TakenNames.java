package terse.filter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import terse.alias.Alias;
import terse.fault.TerseException;
import terse.feed.RememberedLinks;
import terse.link.Link;
import terse.link.LinkObserver;
import terse.link.NameStore;
import terse.link.NameStore.Name;

/**
 * The names that are taken, as this node knows them: filled from the store in the background, and
 * kept up to date by what is made here and by the feed. Names are never given up, so nothing is
 * ever taken out. While it is being filled it calls no name free. Thread-safe.
 */
public final class TakenNames implements RememberedLinks, LinkObserver {
  private static final int PAGE = 1_000;
  private static final int IDLE = 0;

  private final NameStore store;
  private final GrowingBloomFilter filter;
  private final Executor background;
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicInteger filling = new AtomicInteger(IDLE);
  private final AtomicInteger failures = new AtomicInteger();
  private volatile int filled = IDLE;

  /**
   * @param background runs the filling, one at a time
   */
  public TakenNames(NameStore store, GrowingBloomFilter filter, Executor background) {
    this.store = store;
    this.filter = filter;
    this.background = background;
  }

  /** What is known of a name. */
  public enum Hint {
    /** Nobody had it a moment ago. */
    FREE,
    /** Somebody may have it. */
    PERHAPS_TAKEN,
    /** The filter is being filled. */
    UNKNOWN
  }

  /** What is known of a folded name; never waits. */
  public Hint hint(int domain, String folded) {
    if (!isFilled()) {
      startFilling();
      return Hint.UNKNOWN;
    }
    ByteBuffer hash = hash(new Name(domain, folded));
    return filter.mayContain(hash.getLong(), hash.getLong()) ? Hint.PERHAPS_TAKEN : Hint.FREE;
  }

  /** Whether all names of the store are in. */
  public boolean isFilled() {
    return filled == rounds.get() && filled != IDLE;
  }

  @Override
  public void changed(Link link, String code) {
    if (link.key().isNamed()) {
      add(new Name(link.key().domain(), Alias.fold(code)));
    }
  }

  /** Only new names have version 1 in the feed. */
  @Override
  public void outdated(int domain, String code, long version) {
    if (version == 1) {
      add(new Name(domain, code));
    }
  }

  /** Names may have been passed over: it is filled anew. */
  @Override
  public void forgetAll() {
    rounds.incrementAndGet();
    startFilling();
  }

  private void startFilling() {
    int round = rounds.get();
    if (round != IDLE && filling.compareAndSet(IDLE, round)) {
      try {
        background.execute(() -> fill(round));
      } catch (RejectedExecutionException closed) {
        filling.set(IDLE);
      }
    }
  }

  /** Reads all names, page after page; what fails, or is overtaken, is begun again when asked. */
  private void fill(int round) {
    try {
      Name last = Name.BEFORE_ALL;
      List<Name> page = store.namesAfter(last, PAGE);
      while (!page.isEmpty() && rounds.get() == round) {
        page.forEach(this::add);
        last = page.getLast();
        page = store.namesAfter(last, PAGE);
      }
      filled = page.isEmpty() ? round : filled;
    } catch (TerseException unreadable) {
      failures.incrementAndGet();
    } finally {
      filling.set(IDLE);
    }
  }

  private void add(Name name) {
    ByteBuffer hash = hash(name);
    filter.add(hash.getLong(), hash.getLong());
  }

  private static ByteBuffer hash(Name name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.domain()).flip());
      return ByteBuffer.wrap(digest.digest(name.folded().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How many names are in. */
  public long names() {
    return filter.keys();
  }

  /** Bytes the filter takes. */
  public long bytes() {
    return filter.bytes();
  }

  /** How often filling it failed. */
  public int failures() {
    return failures.get();
  }
}
