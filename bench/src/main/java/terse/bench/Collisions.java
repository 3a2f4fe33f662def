package terse.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Three ways to resolve a collision of a hashed code, on one space that is filled little by little.
 * What they cost depends on how full the space is and not on its size, so a small one tells.
 */
final class Collisions {
  private static final int CODES = 62 * 62 * 62 * 62;
  private static final int ATTEMPTS = 10;
  private static final double[] FILLS = {0.0176, 0.1, 0.5, 0.9};

  private Collisions() {}

  public static void main(String[] arguments) {
    Sheet.line("%,d codes; attempts of the last hundredth inserted", CODES);
    Sheet.line(
        "%-22s %6s %10s %10s %8s %10s %12s",
        "way", "fill", "collided", "attempts", "most", "longer", "ns/insert");
    for (double fill : FILLS) {
      for (Way way : Way.values()) {
        new Run(way, fill).print();
      }
    }
  }

  /** How the next code is found when one is taken. */
  private enum Way {
    LINEAR,
    RANDOM,
    LONGER,
    TEN_THEN_LONGER
  }

  /** One filling of the space. */
  private static final class Run {
    private final Way way;
    private final double fill;
    private final RandomGenerator random = new SplittableRandom(7);
    private final BitSet taken = new BitSet(CODES);
    private long collided;
    private long longer;

    Run(Way way, double fill) {
      this.way = way;
      this.fill = fill;
    }

    void print() {
      int inserts = (int) (CODES * fill);
      int[] last = new int[inserts / 100];
      long began = System.nanoTime();
      for (int i = 0; i < inserts; i++) {
        int attempts = insert();
        collided += attempts > 1 ? 1 : 0;
        if (i >= inserts - last.length) {
          last[i - inserts + last.length] = attempts;
        }
      }
      double nanos = (double) (System.nanoTime() - began) / inserts;
      Sheet.line(
          "%-22s %5.1f%% %9.2f%% %10.2f %8d %9.3f%% %12.0f",
          way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          100 * fill,
          100.0 * collided / inserts,
          Arrays.stream(last).average().orElse(0),
          Arrays.stream(last).max().orElse(0),
          100.0 * longer / inserts,
          nanos);
    }

    /** How many codes were tried. The space of longer codes is so large that one is free. */
    private int insert() {
      int code = random.nextInt(CODES);
      int attempts = 1;
      while (taken.get(code)) {
        if (way == Way.LONGER || (way == Way.TEN_THEN_LONGER && attempts == ATTEMPTS)) {
          longer++;
          return attempts + 1;
        }
        code = way == Way.LINEAR ? (code + 1) % CODES : random.nextInt(CODES);
        attempts++;
      }
      taken.set(code);
      return attempts;
    }
  }
}
