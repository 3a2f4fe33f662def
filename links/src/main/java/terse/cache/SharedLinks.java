package terse.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.fault.TerseException;
import terse.link.FeedGate;
import terse.link.Link;
import terse.link.LinkObserver;

/**
 * Links from the shared cache, or else from the store, by one node at a time. An entry counts only
 * if this node's own knowledge of the feed says that it still holds; whatever the cache does or
 * fails to do, the store answers. Blocks; thread-safe.
 */
public final class SharedLinks implements LinkObserver {
  private static final Duration PLACE = Duration.ofMillis(5);
  private static final int MOST_TURNS = 3;

  /** The most writes under way. */
  public static final int MOST_WRITES = 1_024;

  private final SharedCache cache;
  private final Source source;
  private final FeedGate gate;
  private final RecentChanges changes;
  private final Supplier<String> space;
  private final Settings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicInteger writing = new AtomicInteger();
  private final SharedMeters meters = new SharedMeters();

  /** Where links are if the cache has none: the resolving of links over the store. */
  @FunctionalInterface
  public interface Source {
    Optional<Link> resolve(int domain, String code);
  }

  /**
   * How entries live.
   *
   * @param lifetime of an entry
   * @param lease for how long one node may load a link before another does
   */
  public record Settings(Duration lifetime, Duration lease) {
    /** An hour, and half a second. */
    public static final Settings STANDARD =
        new Settings(Duration.ofHours(1), Duration.ofMillis(500));
  }

  /**
   * A link, if there is one, and where it came from.
   *
   * @param shared whether the shared cache had it
   */
  public record Found(Optional<Link> link, boolean shared) {}

  /**
   * @param gate passed before anything is taken to hold
   * @param changes told of every change before anything else is that remembers links
   * @param space where this store's entries are; another one for every other store, and whenever
   *     the store was put back
   */
  public SharedLinks(
      SharedCache cache,
      Source source,
      FeedGate gate,
      RecentChanges changes,
      Supplier<String> space,
      Settings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.cache = cache;
    this.source = source;
    this.gate = gate;
    this.changes = changes;
    this.space = space;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** What happened. */
  public SharedMeters meters() {
    return meters;
  }

  /**
   * The link behind a code, in whatever state.
   *
   * @throws terse.fault.TerseException if it cannot be known
   */
  public Found find(int domain, String code) {
    gate.ensureCurrent();
    Wanted wanted = new Wanted(domain, code);
    try {
      CachedLink cached = wanted.read();
      if (cached == null) {
        return wanted.take(MOST_TURNS);
      }
      if (!cached.isDueAt(clock.millis(), random)) {
        return wanted.hit(cached);
      }
      return wanted.renewed(cached);
    } catch (SharedCacheException down) {
      meters.failed();
      return new Found(source.resolve(domain, code), false);
    }
  }

  /**
   * Puts in what a link is now, for the other nodes; what becomes of that is no concern of whoever
   * made the change.
   */
  @Override
  public void changed(Link link, String code) {
    String canonical = link.key().isNamed() ? Alias.fold(code) : code;
    String key = RecentChanges.key(link.key().domain(), canonical);
    long asOf = changes.position();
    if (changes.holds(key, link.version(), asOf) && writing.get() < MOST_WRITES) {
      writing.incrementAndGet();
      CachedLink cached = cached(link, asOf, 1_000);
      note(
          cache
              .put(spaced(key), entry(cached), settings.lifetime)
              .whenComplete((_, _) -> writing.decrementAndGet()));
    }
  }

  /** Writes under way; in a flood of creates, those beyond a bound are left out. */
  public int writesInFlight() {
    return writing.get();
  }

  private String spaced(String key) {
    return space.get() + key;
  }

  private CachedLink cached(Link link, long asOf, long loadMicros) {
    long expiry = clock.millis() + settings.lifetime.toMillis();
    return new CachedLink(link, asOf, loadMicros, expiry);
  }

  private static SharedCache.Entry entry(CachedLink cached) {
    return new SharedCache.Entry(cached.link().version(), CachedLinkCodec.encode(cached));
  }

  private void note(CompletableFuture<Boolean> write) {
    var _ =
        write.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                meters.writeFailed();
              }
            });
  }

  /** One link that somebody wants. */
  private final class Wanted {
    private final int domain;
    private final String code;
    private final String known;
    private final String key;
    private final String ticket = Long.toHexString(random.nextLong());

    Wanted(int domain, String code) {
      this.domain = domain;
      this.code = code;
      this.known = RecentChanges.key(domain, code);
      this.key = spaced(known);
    }

    Found hit(CachedLink cached) {
      meters.hit();
      return new Found(Optional.of(cached.link()), true);
    }

    /** What the cache has, null if nothing or nothing that holds. */
    @Nullable CachedLink read() {
      SharedCache.Entry entry = cache.get(key);
      CachedLink cached = entry == null ? null : sound(entry);
      if (entry != null && cached == null) {
        meters.garbled();
        note(cache.remove(key));
      }
      return holding(cached);
    }

    private @Nullable CachedLink holding(@Nullable CachedLink cached) {
      if (cached == null || holds(cached)) {
        return cached;
      }
      meters.outdated();
      return null;
    }

    private boolean holds(CachedLink cached) {
      return changes.holds(known, cached.link().version(), cached.asOf());
    }

    private @Nullable CachedLink sound(SharedCache.Entry entry) {
      CachedLink cached = CachedLinkCodec.decode(entry.bytes());
      boolean own =
          cached != null
              && cached.link().version() == entry.version()
              && cached.link().key().domain() == domain;
      return own ? cached : null;
    }

    /** The entry is about to run out: one loads it anew, and the others need not wait for that. */
    Found renewed(CachedLink cached) {
      return switch (cache.enter(key, ticket, settings.lease)) {
        case SharedCache.Lead _ -> ledOr(cached);
        case SharedCache.Wait wait -> {
          wait.answer().cancel(false);
          yield hit(cached);
        }
      };
    }

    private Found ledOr(CachedLink cached) {
      try {
        return led();
      } catch (TerseException away) {
        return hit(cached);
      }
    }

    /** Loads, or waits for whoever does. */
    Found take(int turns) {
      return switch (cache.enter(key, ticket, settings.lease)) {
        case SharedCache.Lead _ -> led();
        case SharedCache.Wait wait -> await(wait, turns);
      };
    }

    /** Who waits in vain takes over, those who came first the earliest. */
    private Found await(SharedCache.Wait wait, int turns) {
      meters.waited();
      try {
        Duration patience = wait.leaseLeft().plus(PLACE.multipliedBy(wait.place()));
        SharedCache.Entry entry = wait.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        CachedLink cached = entry == null ? null : holding(sound(entry));
        return cached == null ? loaded() : hit(cached);
      } catch (TimeoutException inVain) {
        wait.answer().cancel(false);
        return turns > 1 ? take(turns - 1) : loaded();
      } catch (ExecutionException | CancellationException e) {
        return loaded();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return loaded();
      }
    }

    private Found loaded() {
      meters.missed();
      return new Found(source.resolve(domain, code), false);
    }

    private Found led() {
      meters.led();
      long asOf = changes.position();
      long began = System.nanoTime();
      SharedCache.Entry entry = null;
      try {
        Found found = loaded();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
        entry =
            found
                .link()
                .filter(this::isUnderThisCode)
                .map(link -> entry(cached(link, asOf, micros)))
                .orElse(null);
        return found;
      } finally {
        note(cache.finish(key, ticket, entry, settings.lifetime));
      }
    }

    /** A name that was asked for in another spelling is kept where its changes are looked for. */
    private boolean isUnderThisCode(Link link) {
      return !link.key().isNamed() || Alias.fold(code).equals(code);
    }
  }
}
