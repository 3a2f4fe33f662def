package terse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import terse.click.Tier;
import terse.server.journal.Journal;
import terse.server.journal.JournalSettings;
import terse.server.journal.JournalWriter;
import terse.server.journal.Salts;

/**
 * What the append of a click costs the event loop. Bursts with pauses: without a pump the journal
 * only grows, and fresh segments are made beside the benchmark.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class AppendBenchmark {
  private static final int BURST = 50_000;
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";

  private final byte[] address = {(byte) 203, 0, 113, 7};
  private final Path folder;
  private final Journal journal;
  private final JournalWriter writer;

  public AppendBenchmark() {
    try {
      var clock = InstantSource.system();
      var random = new SecureRandom();
      folder = Files.createTempDirectory("terse-bench");
      var salts = Salts.open(folder.resolve("salts"), Duration.ofDays(1), clock, random);
      var settings = JournalSettings.of(1).withSizes(16 << 20, 2L << 30);
      journal = Journal.open(folder.resolve("journal"), settings, salts, clock, random);
      writer = journal.writer(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Lets spare segments be made ready. */
  @Setup(Level.Iteration)
  public void rest() {
    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
  }

  /** One click: hash of the visitor, sealed address, checksum, copy. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public int append() {
    var kept = 0;
    for (var i = 0; i < BURST; i++) {
      address[3] = (byte) i;
      kept += append(i) ? 1 : 0;
    }
    if (kept != BURST) {
      throw new IllegalStateException("only " + kept + " were kept");
    }
    return kept;
  }

  private boolean append(int i) {
    return writer.append(
        1_900_000_000_000L + i,
        1,
        1,
        i,
        1,
        address,
        true,
        false,
        AGENT,
        "https://www.example.com/a/page",
        null,
        Tier.L1,
        12);
  }

  /** Takes the files away. */
  @TearDown
  public void end() throws IOException {
    journal.close();
    Product.delete(folder);
  }
}
