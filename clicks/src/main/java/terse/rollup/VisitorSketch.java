package terse.rollup;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of visitors that only tells how many it holds: exactly up to {@value #EXACT}, then by an
 * UltraLogLog of 2<sup>{@value #PRECISION}</sup> bytes (Ertl, VLDB 2024) with a standard error of
 * {@link #STANDARD_ERROR}. The state depends on the visitors alone and not on the order in which
 * they were added or merged, down to the bit. Not thread-safe.
 *
 * <p>Written form: one byte says which form follows. {@code 1}: the mixed hashes, ascending, 8
 * bytes each. {@code 2}: every register. {@code 3}: only the registers in use, 2 bytes index and 1
 * byte value each. Numbers are big-endian.
 */
public final class VisitorSketch {
  /** Up to so many visitors are counted exactly. */
  public static final int EXACT = 128;

  /** The registers are two to this power. */
  public static final int PRECISION = 13;

  /** One standard error of the estimate, relative. */
  public static final double STANDARD_ERROR = 0.785 / Math.sqrt(1 << PRECISION);

  private static final byte HASHES = 1;
  private static final byte REGISTERS = 2;
  private static final byte SPARSE = 3;

  private long[] hashes = new long[4];
  private int size;
  private @Nullable UltraLogLog registers;

  /** Adds a visitor hash of a salt period; 0 is nobody and not added. */
  public void add(long visitor, int salt) {
    if (visitor != 0) {
      addMixed(mix(visitor + salt * 0x9e3779b97f4a7c15L));
    }
  }

  /** Adds everybody in another sketch, which stays as it is. */
  public void merge(VisitorSketch other) {
    if (other.registers != null) {
      dense().add(other.registers);
    } else {
      for (int i = 0; i < other.size; i++) {
        addMixed(other.hashes[i]);
      }
    }
  }

  /** How many visitors were added, each counted once: exact or estimated. */
  public long count() {
    return registers == null ? size : Math.round(registers.getDistinctCountEstimate());
  }

  private void addMixed(long hash) {
    if (registers != null) {
      registers.add(hash);
      return;
    }
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at < 0) {
      insert(-at - 1, hash);
    }
  }

  private void insert(int at, long hash) {
    if (size == EXACT) {
      dense().add(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  private UltraLogLog dense() {
    UltraLogLog dense = registers;
    if (dense == null) {
      dense = UltraLogLog.create(PRECISION);
      for (int i = 0; i < size; i++) {
        dense.add(hashes[i]);
      }
      registers = dense;
      size = 0;
    }
    return dense;
  }

  /** The written form. */
  public byte[] toBytes() {
    if (registers == null) {
      ByteBuffer out = ByteBuffer.allocate(1 + 8 * size).put(HASHES);
      for (int i = 0; i < size; i++) {
        out.putLong(hashes[i]);
      }
      return out.array();
    }
    byte[] state = registers.getState();
    int used = 0;
    for (byte register : state) {
      used += register == 0 ? 0 : 1;
    }
    return used * 3 < state.length ? sparse(state, used) : full(state);
  }

  private static byte[] full(byte[] state) {
    return ByteBuffer.allocate(1 + state.length).put(REGISTERS).put(state).array();
  }

  private static byte[] sparse(byte[] state, int used) {
    ByteBuffer out = ByteBuffer.allocate(1 + 3 * used).put(SPARSE);
    for (int i = 0; i < state.length; i++) {
      if (state[i] != 0) {
        out.putShort((short) i).put(state[i]);
      }
    }
    return out.array();
  }

  /**
   * Reads a written form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static VisitorSketch of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("A visitor sketch has at least one byte");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    var sketch = new VisitorSketch();
    switch (bytes[0]) {
      case HASHES -> sketch.readHashes(in);
      case REGISTERS -> sketch.registers = UltraLogLog.wrap(state(in));
      case SPARSE -> sketch.registers = UltraLogLog.wrap(spread(in));
      default -> throw new IllegalArgumentException("Unknown form of visitor sketch: " + bytes[0]);
    }
    return sketch;
  }

  private void readHashes(ByteBuffer in) {
    while (in.remaining() >= Long.BYTES) {
      addMixed(in.getLong());
    }
  }

  private static byte[] state(ByteBuffer in) {
    byte[] state = new byte[1 << PRECISION];
    if (in.remaining() != state.length) {
      throw new IllegalArgumentException("A visitor sketch of another precision");
    }
    in.get(state);
    return state;
  }

  private static byte[] spread(ByteBuffer in) {
    byte[] state = new byte[1 << PRECISION];
    while (in.remaining() >= 3) {
      state[in.getShort() & (state.length - 1)] = in.get();
    }
    return state;
  }

  /**
   * The finaliser of MurmurHash3 as varied by Stafford (mix 13): a bijection that spreads every
   * bit.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
