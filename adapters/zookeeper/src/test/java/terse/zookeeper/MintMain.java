package terse.zookeeper;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import terse.fault.TerseException;
import terse.id.GrantedMarks;
import terse.id.IdSource;

/**
 * The main class of a node that only mints: says that it is ready, waits for a line, and prints the
 * numbers it is given, a line each. What fails it asks for again.
 */
final class MintMain {
  static final String READY = "ready";
  private static final int BATCH = 1_000;

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final byte[] buffer = new byte[BATCH * 20];

  private MintMain() {}

  /** Arguments: servers, root, how many numbers, most in a range, pause between batches in ms. */
  public static void main(String[] arguments) throws IOException {
    ConnectString where = new ConnectString(arguments[0], arguments[1]);
    long count = Long.parseLong(arguments[2]);
    IdSource.Bounds bounds = new IdSource.Bounds(1_000, Long.parseLong(arguments[3]));
    Duration pause = Duration.ofMillis(Long.parseLong(arguments[4]));
    try (ZooKeeperStores stores = ZooKeeperStores.open(where, Duration.ofSeconds(60));
        var background = Executors.newVirtualThreadPerTaskExecutor()) {
      IdSource ids =
          new IdSource(
              stores.ranges(), new GrantedMarks(), background, InstantSource.system(), bounds);
      MintMain node = new MintMain();
      node.say(READY);
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      node.mint(ids, count, pause);
    }
  }

  private void say(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void mint(IdSource ids, long count, Duration pause) throws IOException {
    for (long minted = 0; minted < count; minted += BATCH) {
      print(taken(ids));
      if (pause.isPositive()) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  private static long[] taken(IdSource ids) {
    while (true) {
      try {
        return ids.take(1, 1, BATCH);
      } catch (TerseException unavailable) {
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private void print(long[] numbers) throws IOException {
    int end = 0;
    for (long number : numbers) {
      end = digits(number, end);
      buffer[end++] = '\n';
    }
    out.write(buffer, 0, end);
  }

  private int digits(long number, int at) {
    int end = at;
    long rest = number;
    do {
      buffer[end++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int left = at, right = end - 1; left < right; left++, right--) {
      byte swapped = buffer[left];
      buffer[left] = buffer[right];
      buffer[right] = swapped;
    }
    return end;
  }
}
