package terse.bench;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What many caches are: the links used last, each for a fixed time since it was loaded. */
final class LruTier implements HitRate.SimulatedTier {
  private final Map<Integer, Integer> loaded = new LinkedHashMap<>(1_024, 0.75f, true);
  private final long most;
  private final long lifetime;

  /**
   * @param bytes how much memory it may take
   * @param lifetime in seconds, {@link Long#MAX_VALUE} for none
   */
  LruTier(long bytes, long lifetime) {
    this.most = bytes / SimulatedLinks.BYTES;
    this.lifetime = lifetime;
  }

  @Override
  public boolean hit(int link, int second) {
    @Nullable Integer since = loaded.get(link);
    if (since != null && second - since < lifetime) {
      return true;
    }
    loaded.put(link, second);
    if (loaded.size() > most) {
      Iterator<Integer> eldest = loaded.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return false;
  }
}
