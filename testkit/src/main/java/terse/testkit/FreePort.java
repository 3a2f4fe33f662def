package terse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A loopback port for a server that a test is about to start. It lies below the range from which
 * Linux takes ports for outgoing connections (32768 and up), so that no client sits on it before
 * the server does, and no process is given one twice.
 */
public final class FreePort {
  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** Returns a port that nobody listens on now. */
  public static int next() {
    RandomGenerator random = RandomGenerator.getDefault();
    while (true) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (GIVEN.add(port) && free(port)) {
        return port;
      }
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
