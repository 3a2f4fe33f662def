package terse.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import terse.code.Alphabet;
import terse.code.CodeForm;
import terse.code.Permutation;

/** What it costs to turn a counter into a code and back, with a check symbol and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = "-Xmn32m") // what is made stays in the cache, or memory would be measured
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeBenchmark {
  private static final int LENGTH = 7;
  private static final int TEXTS = 1_024;

  /** The alphabet. */
  @Param({"base62", "base58", "crockford32"})
  public String alphabet = "base62";

  private CodeForm plain = new CodeForm(Alphabet.BASE62, LENGTH, false);
  private CodeForm checked = new CodeForm(Alphabet.BASE62, LENGTH, true);
  private Permutation permutation = permutation(Alphabet.BASE62);
  private final String[] plainTexts = new String[TEXTS];
  private final String[] checkedTexts = new String[TEXTS];
  private long counter = 1_000_000;
  private int next;

  /** Makes the texts that are read. */
  @Setup
  public void prepare() {
    Alphabet symbols = Alphabet.named(alphabet);
    plain = new CodeForm(symbols, LENGTH, false);
    checked = new CodeForm(symbols, LENGTH, true);
    permutation = permutation(symbols);
    long number = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = null;
      while (text == null) {
        number = (number + 7_777_777_777L) % checked.size();
        text = checked.encode(number);
      }
      checkedTexts[i] = text;
      plainTexts[i] = text.substring(0, LENGTH);
    }
  }

  private static Permutation permutation(Alphabet symbols) {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    return new Permutation(key, new byte[] {1}, symbols.radix(), LENGTH);
  }

  /** Number to text. */
  @Benchmark
  public @Nullable String encode() {
    return plain.encode(number());
  }

  /** Number to text with a check symbol. */
  @Benchmark
  public @Nullable String encodeWithCheck() {
    return checked.encode(number());
  }

  /** Text to number. */
  @Benchmark
  public long decode() {
    return plain.decode(plainTexts[next()]);
  }

  /** Text with a check symbol to number, the symbol verified. */
  @Benchmark
  public long verify() {
    return checked.decode(checkedTexts[next()]);
  }

  /** Counter to code: permuted, written. */
  @Benchmark
  public @Nullable String permutedCode() {
    return plain.encode(permutation.apply(number()));
  }

  /** Code to counter: read, permuted back. */
  @Benchmark
  public long counterOfCode() {
    return permutation.invert(plain.decode(plainTexts[next()]));
  }

  private long number() {
    counter += 7_777_777;
    if (counter >= plain.size()) {
      counter = 1;
    }
    return counter;
  }

  private int next() {
    next = (next + 1) & (TEXTS - 1);
    return next;
  }
}
