package terse.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A load of redirects from one thread over a few connections, each without pipelining. Closed: a
 * connection asks again as soon as it is answered. Open: requests are due at a steady rate,
 * whatever the server does, and their latency counts from when they were due, so that a server
 * which stalls is charged for everyone who would have come meanwhile.
 */
final class Flood implements AutoCloseable {
  private static final int CONNECTIONS = 32;

  private final List<byte[]> requests;
  private final Selector selector = Selector.open();
  private final Deque<Line> idle = new ArrayDeque<>();
  private long[] nanos = new long[1 << 16];
  private int answered;
  private int asked;

  /**
   * What came of it: how many answers, how long they took in nanoseconds, sorted, and all of it.
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once
  record Outcome(long answers, long[] nanos, Duration took) {
    double rate() {
      return answers * 1e9 / took.toNanos();
    }

    /** The latency in milliseconds that this share of the requests kept within. */
    double millis(double share) {
      return nanos[(int) (share * (nanos.length - 1))] / 1e6;
    }
  }

  /** One connection and the request under way on it. */
  private static final class Line {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(1 << 14);
    long dueNanos;

    Line(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * Connects.
   *
   * @param requests whole requests, asked in an order that spreads over all of them
   */
  Flood(int port, List<byte[]> requests) throws IOException {
    this.requests = requests;
    for (var i = 0; i < CONNECTIONS; i++) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var line = new Line(SocketChannel.open(address));
      line.channel.socket().setTcpNoDelay(true);
      line.channel.configureBlocking(false);
      line.channel.register(selector, SelectionKey.OP_READ, line);
      idle.add(line);
    }
  }

  /** Asks as fast as it is answered. */
  Outcome closed(Duration time) throws IOException {
    return run(time, 0);
  }

  /** Asks at a rate, in requests a second. */
  Outcome open(Duration time, double rate) throws IOException {
    return run(time, 1e9 / rate);
  }

  private Outcome run(Duration time, double gapNanos) throws IOException {
    answered = 0;
    var first = asked;
    var began = System.nanoTime();
    var end = began + time.toNanos();
    while (System.nanoTime() < end || idle.size() < CONNECTIONS) {
      ask(first, began, end, gapNanos);
      selector.selectNow(key -> answer((Line) key.attachment()));
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    var sorted = Arrays.copyOf(nanos, answered);
    Arrays.sort(sorted);
    return new Outcome(answered, sorted, took);
  }

  private void ask(int first, long began, long end, double gapNanos) throws IOException {
    while (!idle.isEmpty()) {
      var now = System.nanoTime();
      var due = gapNanos == 0 ? now : began + (long) ((asked - first) * gapNanos);
      if (due > now || due >= end) {
        return;
      }
      var line = idle.remove();
      line.dueNanos = due;
      var request = ByteBuffer.wrap(requests.get(Spread.below(requests.size(), asked++)));
      while (request.hasRemaining()) {
        line.channel.write(request);
      }
    }
  }

  private void answer(Line line) {
    try {
      if (line.channel.read(line.in) < 0) {
        throw new EOFException("The server closed a connection.");
      }
      if (isWhole(line.in)) {
        line.in.clear();
        nanos = answered < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * answered);
        nanos[answered++] = System.nanoTime() - line.dueNanos;
        idle.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(ByteBuffer in) throws IOException {
    var head = StandardCharsets.ISO_8859_1.decode(in.duplicate().flip()).toString();
    var end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 302 ")) {
      throw new IOException("not a redirect: " + head);
    }
    var length = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    var body = Integer.parseInt(head.substring(length, head.indexOf('\r', length)));
    return in.position() >= end + 4 + body;
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
