package terse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes bytes between clients and one server on loopback, and does to them what networks do:
 * delays them, swallows them, cuts or resets the line, or loses an answer after the server has
 * given it.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int NEVER = -1;
  private static final int BACKLOG = 50;

  private final ServerSocket listening =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answersLeft = new AtomicInteger(NEVER);
  private volatile Runnable beforeLoss = () -> {};
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean swallows;
  private volatile boolean refuses;

  /** A proxy before a server. */
  public FaultProxy(String host, int port) throws IOException {
    target = new InetSocketAddress(host, port);
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
  }

  /** Where clients find it, as {@code host:port}. */
  public String address() {
    return listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
  }

  /** Delays what passes from now on, each way. */
  public void delay(Duration time) {
    latency = time;
  }

  /** Half-open: lines stay, and nothing passes any more, until {@link #heal}. */
  public void swallow() {
    swallows = true;
  }

  /** Closes every line, and lets no new one through until {@link #heal}. */
  public void cut() {
    refuses = true;
    open.forEach(FaultProxy::close);
  }

  /** Resets every line, once; new ones pass. */
  public void reset() {
    open.forEach(FaultProxy::abort);
  }

  private static void abort(Socket socket) {
    try (socket) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      throw new AssertionError("a line cannot be reset", e);
    }
  }

  /** Lets so many answers pass, and cuts the line in place of the next one, once. */
  public void loseAnswerAfter(int answers) {
    loseAnswerAfter(answers, () -> {});
  }

  /**
   * The same.
   *
   * @param first run before the line is cut
   */
  public void loseAnswerAfter(int answers, Runnable first) {
    beforeLoss = first;
    answersLeft.set(answers);
  }

  /** Whether an answer is still to be lost. */
  public boolean isArmed() {
    return answersLeft.get() != NEVER;
  }

  /** Everything passes as it comes. */
  public void heal() {
    answersLeft.set(NEVER);
    latency = Duration.ZERO;
    swallows = false;
    refuses = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        if (refuses) {
          close(client);
        } else {
          Thread.ofVirtual().start(() -> pass(client));
        }
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pass(Socket client) {
    Socket server = new Socket();
    try {
      server.connect(target);
    } catch (IOException refused) {
      close(client);
      return;
    }
    open.add(client);
    open.add(server);
    Thread.ofVirtual().start(() -> pump(client, server, false));
    pump(server, client, true);
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && isLost()) {
          beforeLoss.run();
          return;
        }
        if (latency.isPositive()) {
          LockSupport.parkNanos(latency.toNanos());
        }
        if (!swallows) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException cut) {
      open.remove(from);
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isLost() {
    int left = answersLeft.getAndUpdate(now -> now == NEVER ? NEVER : now - 1);
    return left == 0;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("a socket cannot be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
