package terse.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.commons.collections4.bloomfilter.EnhancedDoubleHasher;
import org.apache.commons.collections4.bloomfilter.Hasher;
import org.apache.commons.collections4.bloomfilter.Shape;
import org.apache.commons.collections4.bloomfilter.SimpleBloomFilter;

/**
 * A set of hashes that may say of a few it never saw that it did, and never the opposite; it grows
 * with what is put in, and the rate of those few stays below a bound (Almeida, Baquero, Preguiça
 * and Hutchison, "Scalable Bloom Filters", 2007). Full layers are followed by another one a quarter
 * of all so far, each at a lower rate, so that the rates add up to less than the bound and at most
 * a fifth of the room stands empty. Thread-safe.
 */
public final class GrowingBloomFilter {
  private static final double GROWTH = 0.25;
  private static final double TIGHTENING = 0.93;

  private final double rate;
  private final List<Layer> layers = new ArrayList<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private long room;
  private long keys;

  private record Layer(Shape shape, SimpleBloomFilter bits) {
    static Layer of(long capacity, double rate) {
      Shape shape = Shape.fromNP(Math.toIntExact(capacity), rate);
      return new Layer(shape, new SimpleBloomFilter(shape));
    }
  }

  /**
   * @param rate the bound of false positives, above 0 and below 1
   * @param first how many keys there is room for at first, 1 or more
   */
  public GrowingBloomFilter(double rate, int first) {
    this.rate = rate;
    grow(first);
  }

  private void grow(long capacity) {
    double own = rate * (1 - TIGHTENING) * Math.pow(TIGHTENING, layers.size());
    layers.add(Layer.of(capacity, own));
    room += capacity;
  }

  /** Puts a hash of 128 bits in. */
  public void add(long high, long low) {
    Hasher hash = new EnhancedDoubleHasher(high, low);
    lock.writeLock().lock();
    try {
      if (!contains(hash)) {
        if (keys == room) {
          grow(Math.max(1, (long) (room * GROWTH)));
        }
        layers.getLast().bits().merge(hash);
        keys++;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Whether a hash may have been put in; if not, it certainly was not. */
  public boolean mayContain(long high, long low) {
    lock.readLock().lock();
    try {
      return contains(new EnhancedDoubleHasher(high, low));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The greatest layers first: most of what is in is in them. */
  private boolean contains(Hasher hash) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).bits().contains(hash)) {
        return true;
      }
    }
    return false;
  }

  /** How many hashes were put in, those aside that seemed to be in already. */
  public long keys() {
    lock.readLock().lock();
    try {
      return keys;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Bytes of all bits. */
  public long bytes() {
    lock.readLock().lock();
    try {
      return layers.stream().mapToLong(layer -> layer.shape().getNumberOfBits() / 8L).sum();
    } finally {
      lock.readLock().unlock();
    }
  }
}
