package terse.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import terse.cache.SharedCache;

/** The shared cache of nodes within one process. Bounded by nothing but lifetimes: for tests. */
public final class MemorySharedCache implements SharedCache {
  private final InstantSource clock;
  private final Map<String, Kept> entries = new HashMap<>();
  private final Map<String, Turns> turns = new HashMap<>();

  private record Kept(Entry entry, long expiresAt) {}

  /** Who leads, and who waits in the order they came. */
  private static final class Turns {
    private String leader = "";
    private long leaseEnd;
    private final Map<String, CompletableFuture<@Nullable Entry>> waiting = new LinkedHashMap<>();

    void answer(@Nullable Entry entry) {
      waiting.values().forEach(each -> each.complete(entry));
    }
  }

  public MemorySharedCache(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable Entry get(String key) {
    Kept kept = entries.get(key);
    return kept == null || kept.expiresAt <= clock.millis() ? null : kept.entry;
  }

  @Override
  public synchronized CompletableFuture<Boolean> put(String key, Entry entry, Duration lifetime) {
    Entry present = get(key);
    boolean newer = present == null || present.version() <= entry.version();
    if (newer) {
      entries.put(key, new Kept(entry, clock.millis() + lifetime.toMillis()));
    }
    return CompletableFuture.completedFuture(newer);
  }

  @Override
  public synchronized CompletableFuture<Boolean> remove(String key) {
    return CompletableFuture.completedFuture(entries.remove(key) != null);
  }

  @Override
  public synchronized Turn enter(String key, String ticket, Duration lease) {
    Turns all = turns.computeIfAbsent(key, _ -> new Turns());
    if (all.leaseEnd <= clock.millis() || all.leader.equals(ticket)) {
      all.leader = ticket;
      all.leaseEnd = clock.millis() + lease.toMillis();
      all.waiting.remove(ticket);
      return new Lead();
    }
    CompletableFuture<@Nullable Entry> answer = new CompletableFuture<>();
    all.waiting.put(ticket, answer);
    int place = 0;
    for (String earlier : all.waiting.keySet()) {
      if (earlier.equals(ticket)) {
        break;
      }
      place++;
    }
    return new Wait(place, Duration.ofMillis(all.leaseEnd - clock.millis()), answer);
  }

  @Override
  public synchronized CompletableFuture<Boolean> finish(
      String key, String ticket, @Nullable Entry loaded, Duration lifetime) {
    if (loaded != null) {
      var _ = put(key, loaded, lifetime);
    }
    Turns all = turns.get(key);
    boolean held = all != null && all.leader.equals(ticket) && all.leaseEnd > clock.millis();
    if (all != null && held) {
      turns.remove(key);
      all.answer(loaded);
    }
    return CompletableFuture.completedFuture(held);
  }

  /** Forgets everything, as one that was flushed does. */
  public synchronized void flush() {
    entries.clear();
    turns.clear();
  }

  @Override
  public void close() {
    flush();
  }
}
