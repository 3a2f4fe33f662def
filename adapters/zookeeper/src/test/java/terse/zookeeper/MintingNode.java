package terse.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import terse.testkit.Signals;

/** A process that mints and prints, seen from the test that started it and reads what it prints. */
final class MintingNode implements AutoCloseable {
  private final Process process;
  private final AtomicLong read = new AtomicLong();
  private final CompletableFuture<BitSet> numbers = new CompletableFuture<>();

  private MintingNode(Process process) {
    this.process = process;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param most numbers in a range
   * @param pauseMillis between batches of 1,000
   */
  static MintingNode start(ConnectString where, long count, long most, long pauseMillis)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MintMain.class.getName(),
                where.servers(),
                where.root(),
                "" + count,
                "" + most,
                "" + pauseMillis)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    InputStream out = process.getInputStream();
    byte[] ready = out.readNBytes(MintMain.READY.length() + 1);
    if (!new String(ready, StandardCharsets.US_ASCII).strip().equals(MintMain.READY)) {
      throw new AssertionError("the process is not ready");
    }
    return new MintingNode(process);
  }

  static void go(List<MintingNode> nodes) throws IOException {
    for (MintingNode node : nodes) {
      node.process.outputWriter().append("go\n").flush();
      Thread.ofPlatform().daemon().start(node::readAll);
    }
  }

  /** How many of its numbers have been read so far. */
  long count() {
    return read.get();
  }

  /** Every number that it printed, once it has ended; fails if it printed one twice. */
  BitSet numbers() {
    return numbers.join();
  }

  void kill() {
    Signals.kill(process.pid());
    process.onExit().join();
  }

  void pause() {
    Signals.stop(process.pid());
  }

  void resume() {
    Signals.resume(process.pid());
  }

  private void readAll() {
    try {
      numbers.complete(parse(process.getInputStream()));
    } catch (IOException | RuntimeException | Error e) {
      numbers.completeExceptionally(e);
    }
  }

  /** A last line without an end was cut off by a kill, and says nothing. */
  private BitSet parse(InputStream in) throws IOException {
    BitSet seen = new BitSet();
    byte[] buffer = new byte[256 * 1024];
    long number = 0;
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      for (int i = 0; i < length; i++) {
        if (buffer[i] != '\n') {
          number = 10 * number + buffer[i] - '0';
          continue;
        }
        if (seen.get(Math.toIntExact(number))) {
          throw new AssertionError(number + " was printed twice by one process");
        }
        seen.set((int) number);
        read.incrementAndGet();
        number = 0;
      }
    }
    return seen;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
