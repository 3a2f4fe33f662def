package terse.sql;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A process that mints ids, and the thread that reads what it prints. */
final class IdMill implements AutoCloseable {
  private final Process process;
  private final Thread reader;
  private final AtomicLong read = new AtomicLong();

  private IdMill(Process process, LongConsumer ids) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().start(() -> read(ids));
  }

  /** Starts one; see {@link IdMillMain}. */
  static IdMill start(
      Path leases, long count, int threads, long termMillis, long error, LongConsumer ids) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            IdMillMain.class.getName(),
            leases.toString(),
            "" + count,
            "" + threads,
            "" + termMillis,
            "" + error);
    try {
      return new IdMill(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(), ids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(LongConsumer ids) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
      while (true) {
        ids.accept(in.readLong());
        read.incrementAndGet();
      }
    } catch (EOFException end) {
      process.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many ids were read from it. */
  long count() {
    return read.get();
  }

  /** Sends a signal, such as STOP, which no process can refuse. */
  void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " answered " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the signal was not sent", e);
    }
  }

  /** Waits until it has ended of itself and all was read; its exit status. */
  int await() {
    try {
      int status = process.waitFor();
      reader.join();
      return status;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
