package terse.server.redirect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.RememberedLinks;
import terse.link.Link;
import terse.link.LinkObserver;

/**
 * The first tier: whole decisions in this process's memory. Thread-safe.
 *
 * <p>What makes it never serve an old state: a change replaces what is cached unless that is newer;
 * a load that was under way when a change came is thrown away and done again; publishing a load and
 * marking it overtaken exclude each other. Unknown codes are kept apart, few and briefly, so that a
 * scanner cannot push links out.
 */
public final class DecisionCache implements LinkObserver, RememberedLinks {
  /** Bytes an entry takes beside its target and its code; see docs/adr/0009. */
  private static final int ENTRY_BYTES = 176;

  private static final int MISSING_ENTRIES = 50_000;
  private static final Duration MISSING_FOR = Duration.ofSeconds(5);

  private final Cache<DecisionKey, Decision> decisions;
  private final Cache<DecisionKey, Boolean> missing;
  private final ConcurrentHashMap<DecisionKey, Load> loads = new ConcurrentHashMap<>();
  private final DecisionSource source;
  private final Executor executor;

  /**
   * @param maximumBytes about how much memory decisions may take
   * @param source where decisions come from
   * @param executor runs the loads; its bound is the bound of loads in flight, and it throws {@link
   *     RejectedExecutionException} when that is reached
   * @param clock ages the negative entries
   */
  public DecisionCache(
      long maximumBytes, DecisionSource source, Executor executor, InstantSource clock) {
    this.source = source;
    this.executor = executor;
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
  }

  private static int bytes(DecisionKey key, Decision decision) {
    return ENTRY_BYTES + key.textBytes() + decision.target.length;
  }

  /** The decision in memory, {@link Decision#MISSING} for a code known not to exist, else null. */
  @Nullable Decision peek(DecisionKey key) {
    Decision decision = decisions.getIfPresent(key);
    if (decision != null) {
      return decision;
    }
    return missing.getIfPresent(key) == null ? null : Decision.MISSING;
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
        decision = source.load(key.domain(), key.code()).map(Decision::of).orElse(Decision.MISSING);
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
      decisions.asMap().merge(key, decision, Decision::newer);
    }
    return null;
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

  /** Takes in a change: when this returns, no answer is decided on the state before it. */
  @Override
  public void changed(Link link, String code) {
    String canonical = link.key().isNamed() ? Alias.fold(code) : code;
    DecisionKey key = new DecisionKey(link.key().domain(), canonical);
    loads.computeIfPresent(key, (k, load) -> load.overtaken());
    missing.invalidate(key);
    decisions.asMap().computeIfPresent(key, (k, old) -> replaced(old, link));
  }

  private static @Nullable Decision replaced(Decision old, Link link) {
    return Decision.canBeSent(link) ? Decision.newer(old, Decision.of(link)) : null;
  }

  @Override
  public void outdated(int domain, String code, long version) {
    DecisionKey key = new DecisionKey(domain, code);
    loads.computeIfPresent(key, (k, load) -> load.overtaken());
    missing.invalidate(key);
    decisions.asMap().computeIfPresent(key, (k, old) -> old.version < version ? null : old);
  }

  @Override
  public void forgetAll() {
    loads.keySet().forEach(key -> loads.computeIfPresent(key, (k, load) -> load.overtaken()));
    missing.invalidateAll();
    decisions.invalidateAll();
  }

  /** How many decisions are in memory, about. */
  public long size() {
    return decisions.estimatedSize();
  }

  /** How many loads are in flight. */
  public int loadsInFlight() {
    return loads.size();
  }
}
