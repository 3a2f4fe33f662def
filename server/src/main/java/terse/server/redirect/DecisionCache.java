package terse.server.redirect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.click.Tier;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.RememberedLinks;
import terse.link.Link;
import terse.link.LinkObserver;

/**
 * The first tier: whole decisions in this process's memory. Thread-safe.
 *
 * <p>What makes it never serve an old state: a change replaces what is cached unless that is newer;
 * a load that was under way when a change came is thrown away and done again, and a new link that
 * was changed before its creator could say so is not taken in; publishing a load or a new link and
 * marking it overtaken exclude each other. Unknown codes are kept apart, few and briefly, so that a
 * scanner cannot push links out.
 */
public final class DecisionCache implements LinkObserver, RememberedLinks {
  /** Bytes an entry takes beside its target and its code; see docs/adr/0009. */
  private static final int ENTRY_BYTES = 184;

  private static final int MISSING_ENTRIES = 50_000;
  private static final Duration MISSING_FOR = Duration.ofSeconds(5);

  private final Cache<DecisionKey, Decision> decisions;
  private final Cache<DecisionKey, Boolean> missing;
  private final ConcurrentHashMap<DecisionKey, Load> loads = new ConcurrentHashMap<>();
  private final Births births = new Births();
  private final DecisionSource source;
  private final Executor executor;
  private final InstantSource clock;
  private final HotKeys hot = new HotKeys();
  private final Sweep sweep;
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder sharedLoads = new LongAdder();
  private final LongAdder storeLoads = new LongAdder();

  /**
   * @param maximumBytes about how much memory decisions may take
   * @param source where decisions come from
   * @param executor runs the loads; its bound is the bound of loads in flight, and it throws {@link
   *     RejectedExecutionException} when that is reached
   * @param lifetimes how long entries live
   * @param clock ages the entries
   */
  public DecisionCache(
      long maximumBytes,
      DecisionSource source,
      Executor executor,
      Lifetimes lifetimes,
      InstantSource clock) {
    this.source = source;
    this.executor = executor;
    this.clock = clock;
    this.decisions =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(maximumBytes)
            .weigher(DecisionCache::bytes)
            .build();
    this.missing =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MISSING_ENTRIES)
            .expireAfterWrite(MISSING_FOR)
            .ticker(() -> clock.millis() * 1_000_000)
            .build();
    this.sweep = new Sweep(decisions.asMap(), lifetimes, hot, this::refresh);
  }

  private static int bytes(DecisionKey key, Decision decision) {
    return ENTRY_BYTES + key.textBytes() + decision.target.length;
  }

  /** The decision in memory, {@link Decision#MISSING} for a code known not to exist, else null. */
  @Nullable Decision peek(DecisionKey key) {
    Decision decision = decisions.getIfPresent(key);
    if (decision != null) {
      if (!decision.used) {
        decision.used = true;
      }
      return decision;
    }
    return missing.getIfPresent(key) == null ? null : Decision.MISSING;
  }

  /** The newest there is of a decision just loaded; who waited for a load is no further use. */
  Decision newest(DecisionKey asked, Decision loaded) {
    Decision kept = decisions.getIfPresent(canonical(asked, loaded));
    return kept == null ? loaded : kept;
  }

  /**
   * Loads a decision, together with everyone else who wants it now.
   *
   * @return completes with the decision, {@link Decision#MISSING} included; fails with what the
   *     source threw, or with {@code OVERLOADED} if there is no room for another load
   */
  CompletableFuture<Decision> load(DecisionKey key) {
    Load fresh = new Load();
    Load running = loads.putIfAbsent(key, fresh);
    return running == null
        ? started(key, fresh)
        : running.decision.thenCompose(known -> joined(key, known));
  }

  /**
   * What a joined load found. It may have looked before this caller came; a link made in between is
   * seen by a load that begins now.
   */
  private CompletableFuture<Decision> joined(DecisionKey key, Decision found) {
    if (found != Decision.MISSING || missing.getIfPresent(key) != null) {
      return CompletableFuture.completedFuture(found);
    }
    Load fresh = new Load();
    Load running = loads.putIfAbsent(key, fresh);
    return running == null ? started(key, fresh) : running.decision;
  }

  private CompletableFuture<Decision> started(DecisionKey key, Load fresh) {
    try {
      executor.execute(() -> run(key, fresh));
    } catch (RejectedExecutionException full) {
      fail(key, fresh, new TerseException(Fault.OVERLOADED, "Too many links are being loaded."));
    }
    return fresh.decision;
  }

  private void run(DecisionKey key, Load load) {
    try {
      Decision decision;
      do {
        load.begin();
        decision = decided(source.find(key.domain(), key.code()));
        if (!key.equals(canonical(key, decision))) {
          loadAs(canonical(key, decision), key, load);
          return;
        }
      } while (!publish(key, load, decision));
      load.decision.complete(decision);
    } catch (RuntimeException | Error e) {
      fail(key, load, e);
    }
  }

  private Decision decided(DecisionSource.Found found) {
    (found.tier() == Tier.L2 ? sharedLoads : storeLoads).increment();
    if (found.link().isEmpty()) {
      return Decision.MISSING;
    }
    Decision decision = Decision.of(found.link().get());
    decision.origin = found.tier();
    return decision;
  }

  /**
   * The key that a decision is kept under, so that a change of the link finds it there: another one
   * than it was asked for under, if a text that could be a code was the name of a link.
   */
  static DecisionKey canonical(DecisionKey asked, Decision decision) {
    return decision.isNamed() ? asked.folded() : asked;
  }

  private void loadAs(DecisionKey canonical, DecisionKey asked, Load load) {
    loads.remove(asked, load);
    Decision known = peek(canonical);
    var _ =
        (known == null ? load(canonical) : CompletableFuture.completedFuture(known))
            .whenComplete(
                (decision, failure) -> {
                  if (failure == null) {
                    load.decision.complete(decision);
                  } else {
                    load.decision.completeExceptionally(failure);
                  }
                });
  }

  private boolean publish(DecisionKey key, Load load, Decision decision) {
    return loads.compute(key, (k, running) -> keep(key, load, decision)) == null;
  }

  private @Nullable Load keep(DecisionKey key, Load load, Decision decision) {
    if (load.isOvertaken()) {
      return load;
    }
    if (decision == Decision.MISSING) {
      rememberMissing(key);
    } else {
      decisions.asMap().merge(key, confirmed(decision), this::loaded);
    }
    return null;
  }

  private Decision confirmed(Decision decision) {
    decision.confirmed(second());
    return decision;
  }

  /** What is kept after a load: never the older one; the same one lives on and lives longer. */
  private Decision loaded(Decision kept, Decision fresh) {
    return fresh.version > kept.version ? fresh : confirmed(kept);
  }

  private long second() {
    return clock.millis() / 1_000;
  }

  private void rememberMissing(DecisionKey key) {
    if (source.mayRememberMissing(key.domain(), key.code())) {
      missing.put(key, true);
    }
  }

  private void fail(DecisionKey key, Load load, Throwable why) {
    loads.remove(key, load);
    load.decision.completeExceptionally(why);
  }

  @Override
  public void creating(int domain, boolean named, String code) {
    births.begin(key(domain, named, code));
  }

  @Override
  public void settled(int domain, boolean named, String code) {
    births.end(key(domain, named, code));
  }

  private static DecisionKey key(int domain, boolean named, String code) {
    return new DecisionKey(domain, named ? Alias.fold(code) : code);
  }

  /** Takes in a change: when this returns, no answer is decided on the state before it. */
  @Override
  public void changed(Link link, String code) {
    DecisionKey key = key(link.key().domain(), link.key().isNamed(), code);
    loads.computeIfPresent(key, (k, load) -> load.overtaken());
    missing.invalidate(key);
    if (link.version() > Link.FIRST_VERSION) {
      births.overtake(key);
      decisions.asMap().computeIfPresent(key, (k, old) -> replaced(old, link));
    } else if (Decision.canBeSent(link)) {
      births.born(key, () -> takeIn(key, link));
    }
  }

  private void takeIn(DecisionKey key, Link link) {
    decisions.asMap().merge(key, confirmed(Decision.of(link)), this::loaded);
  }

  private @Nullable Decision replaced(Decision old, Link link) {
    if (!Decision.canBeSent(link)) {
      return null;
    }
    return link.version() < old.version ? old : confirmed(Decision.of(link));
  }

  @Override
  public void outdated(int domain, String code, long version) {
    DecisionKey key = new DecisionKey(domain, code);
    loads.computeIfPresent(key, (k, load) -> load.overtaken());
    if (version > Link.FIRST_VERSION) {
      births.overtake(key);
    }
    missing.invalidate(key);
    decisions.asMap().computeIfPresent(key, (k, old) -> old.version < version ? null : old);
  }

  @Override
  public void forgetAll() {
    loads.keySet().forEach(key -> loads.computeIfPresent(key, (k, load) -> load.overtaken()));
    births.overtakeAll();
    missing.invalidateAll();
    decisions.invalidateAll();
  }

  /** Loads a decision anew while the one in memory goes on being served. */
  private void refresh(DecisionKey key) {
    Load fresh = new Load();
    if (loads.putIfAbsent(key, fresh) == null) {
      refreshes.increment();
      var _ = started(key, fresh);
    }
  }

  /**
   * Loads a link that may be wanted soon, unless it is in memory. Never waits.
   *
   * @param code the code as it is spelled, or the folded name
   * @return whether there is such a link; fails as loading it does
   */
  public CompletableFuture<Boolean> warm(int domain, String code) {
    DecisionKey key = new DecisionKey(domain, code);
    Decision known = peek(key);
    return (known == null ? load(key) : CompletableFuture.completedFuture(known))
        .thenApply(found -> found != Decision.MISSING);
  }

  /** Lets what nobody wants go, and loads anew what is due; a part of it at each call. */
  void sweep() {
    sweep.step(second(), decisions.estimatedSize());
  }

  /** The keys that are asked for most, the hottest first. Takes the cache's lock for a moment. */
  List<DecisionKey> hottest(int most) {
    return decisions
        .policy()
        .eviction()
        .map(eviction -> List.copyOf(eviction.hottest(most).keySet()))
        .orElse(List.of());
  }

  /** What is asked for most right now. */
  HotKeys hot() {
    return hot;
  }

  /** How many loads the tier behind this one answered: {@link Tier#L2}, else the store. */
  long loadsFrom(Tier tier) {
    return (tier == Tier.L2 ? sharedLoads : storeLoads).sum();
  }

  /** How many decisions were loaded anew before anybody missed them. */
  long refreshes() {
    return refreshes.sum();
  }

  /** How many decisions are in memory, about. */
  public long size() {
    return decisions.estimatedSize();
  }

  /** All that is in memory, as it is when it is come by. */
  Iterator<Map.Entry<DecisionKey, Decision>> entries() {
    return decisions.asMap().entrySet().iterator();
  }

  /** The decision in memory, null if there is none; that is no use of it. */
  @Nullable Decision kept(DecisionKey key) {
    return decisions.policy().getIfPresentQuietly(key);
  }

  /** How many links are being created through this node. */
  int births() {
    return births.size();
  }

  /** How many loads are in flight. */
  public int loadsInFlight() {
    return loads.size();
  }
}
