package terse.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cache that nodes share. It may lose anything at any time, and give back what was never put in.
 *
 * <ol>
 *   <li>An entry of a lower version never replaces one of a higher version that is there.
 *   <li>Of all who want to load a key, one leads at a time, for the length of its lease at most:
 *       also if it died, or stood still and does not know it.
 *   <li>Those who wait are answered in the order they came, and so they come to lead.
 *   <li>What says so waits for the cache no longer than its budget; the rest never waits.
 * </ol>
 */
public interface SharedCache extends AutoCloseable {

  /**
   * What is under a key.
   *
   * @param version what entries replace each other by, 1 or more
   * @param bytes at will; never changed once handed over
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied for nobody
  record Entry(long version, byte[] bytes) {}

  /** What comes of asking to load a key. */
  sealed interface Turn {}

  /** Whoever asked is to load the key, and to {@link #finish} before the lease runs out. */
  record Lead() implements Turn {}

  /**
   * Somebody else is loading it.
   *
   * @param place how many wait before, 0 or more
   * @param leaseLeft for how long the one who leads may
   * @param answer completes with what was loaded, null if it came to nothing; maybe never, so stop
   *     waiting by cancelling it
   */
  record Wait(int place, Duration leaseLeft, CompletableFuture<@Nullable Entry> answer)
      implements Turn {}

  /**
   * What is under a key, null if nothing is. Waits within the budget.
   *
   * @throws SharedCacheException if that cannot be known
   */
  @Nullable Entry get(String key);

  /**
   * Puts an entry in, unless one of a higher version is there. Never waits.
   *
   * @return completes with whether it is there now; fails with a {@link SharedCacheException}
   */
  CompletableFuture<Boolean> put(String key, Entry entry, Duration lifetime);

  /** Takes out what is under a key, whatever it is. Never waits. */
  CompletableFuture<Boolean> remove(String key);

  /**
   * Asks to load a key. Who waited in vain asks again with the same ticket and keeps its place.
   * Waits within the budget.
   *
   * @param ticket the caller's own, never used by another
   * @param lease for how long it leads, if it does
   * @throws SharedCacheException if nobody can be asked
   */
  Turn enter(String key, String ticket, Duration lease);

  /**
   * Ends what {@link #enter} began: puts in what was loaded as {@link #put} does, and answers those
   * who wait, unless the lease ran out. Never waits.
   *
   * @param loaded null if there is nothing to put in
   * @return completes with whether the lease still held
   */
  CompletableFuture<Boolean> finish(
      String key, String ticket, @Nullable Entry loaded, Duration lifetime);

  /** Ends the connections. */
  @Override
  void close();
}
