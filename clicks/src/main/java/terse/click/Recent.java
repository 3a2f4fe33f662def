package terse.click;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of recent results in two generations: when the young one is full it becomes the
 * old one and the old one is forgotten; a hit in the old one makes an entry young again. Nothing is
 * ordered and nothing is locked, at the price of forgetting up to half at once.
 */
final class Recent<K, V> {
  private final int generation;
  private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

  /** Remembers at most about {@code limit} results. */
  Recent(int limit) {
    this.generation = limit / 2;
  }

  /** The remembered result, else that of {@code make}, which may run twice when threads race. */
  V get(K key, Function<K, V> make) {
    V value = young.get(key);
    return value != null ? value : remember(key, old.get(key), make);
  }

  private V remember(K key, @Nullable V older, Function<K, V> make) {
    V value = older != null ? older : make.apply(key);
    if (young.size() >= generation) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
    young.put(key, value);
    return value;
  }
}
