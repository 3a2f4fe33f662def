package terse.bench;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
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
import terse.id.HybridSource;
import terse.id.KeyedHashSource;
import terse.id.RandomSource;
import terse.id.SnowflakeSource;
import terse.id.UlidSource;
import terse.id.UuidSource;
import terse.id.WorkerSeat;
import terse.memory.MemoryWorkerLeases;

/** How many ids a second each source makes, the store aside. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdBenchmark {
  private static final int CODE = 7;
  private static final int STATELESS = 15;

  private final RandomGenerator random = new SecureRandom();
  private final SnowflakeSource snowflakes = snowflakes(InstantSource.system());
  private final SnowflakeSource unbound = snowflakes(new Hurrying());
  private final HybridSource hybrids =
      new HybridSource(seat(InstantSource.system()), InstantSource.system());
  private final UlidSource ulids = new UlidSource(random, InstantSource.system());
  private final UuidSource uuids4 = UuidSource.random(random);
  private final UuidSource uuids7 = UuidSource.timed(random, InstantSource.system());
  private final RandomSource texts = new RandomSource(random);
  private final KeyedHashSource hashes = new KeyedHashSource(new byte[32]);
  private int url;

  private static WorkerSeat seat(InstantSource clock) {
    return new WorkerSeat(
        new MemoryWorkerLeases(clock), 0, "bench", Duration.ofDays(1), clock, System::nanoTime);
  }

  private static SnowflakeSource snowflakes(InstantSource clock) {
    return new SnowflakeSource(seat(clock), clock, LockSupport::parkNanos);
  }

  /** As the product makes them: the format's own ceiling is 4,096,000 a second. */
  @Benchmark
  public long snowflake() {
    return snowflakes.next();
  }

  /**
   * Under a clock that is a millisecond later every 4,000 looks, so that the format sets no bound.
   */
  @Benchmark
  public long snowflakeWithoutCeiling() {
    return unbound.next();
  }

  /** Millisecond, count and worker. */
  @Benchmark
  public Object hybrid() {
    return hybrids.next();
  }

  /** 26 symbols. */
  @Benchmark
  public String ulid() {
    return ulids.next();
  }

  /** 36 characters, random. */
  @Benchmark
  public String uuid4() {
    return uuids4.next();
  }

  /** 36 characters, by time. */
  @Benchmark
  public String uuid7() {
    return uuids7.next();
  }

  /** Seven symbols. */
  @Benchmark
  public String random7() {
    return texts.next(Alphabet.BASE62, CODE);
  }

  /** Fifteen symbols. */
  @Benchmark
  public String stateless15() {
    return texts.next(Alphabet.BASE62, STATELESS);
  }

  /** Seven symbols of a URL. */
  @Benchmark
  public String keyedHash() {
    KeyedHashSource.Question question =
        new KeyedHashSource.Question(1, 1, "https://example.org/" + url++);
    return hashes.candidate(question, Alphabet.BASE62, CODE, 0).text();
  }

  /** A clock that is a millisecond later every 4,000 looks. */
  private static final class Hurrying implements InstantSource {
    private long millis = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli() * 4_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
      return millis++ / 4_000;
    }
  }
}
