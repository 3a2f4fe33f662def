package terse.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import terse.code.Alphabet;
import terse.code.FixedWidthCodec;
import terse.code.Permutation;

/** What it costs to turn a counter into a code and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeBenchmark {
  private static final int LENGTH = 7;

  private final FixedWidthCodec codec = new FixedWidthCodec(Alphabet.BASE62, LENGTH);
  private final Permutation permutation =
      new Permutation(
          "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
          new byte[] {1},
          62,
          LENGTH);
  private long counter = 1_000_000;

  /** Number to text. */
  @Benchmark
  public String encode() {
    return codec.encode(counter++);
  }

  /** Number to text to number. */
  @Benchmark
  public long encodeAndDecode() {
    return codec.decode(codec.encode(counter++));
  }

  /** Counter to the number that is written. */
  @Benchmark
  public long permute() {
    return permutation.apply(counter++);
  }

  /** The number that was read to the counter. */
  @Benchmark
  public long unpermute() {
    return permutation.invert(counter++);
  }
}
