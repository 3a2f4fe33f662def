package terse.it;

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
import java.util.Locale;

/**
 * A mixed load from one thread: for every so many redirects a create. Closed, it asks again as soon
 * as it is answered. Open, each request is due at its time, whatever the node does, and its latency
 * counts from then, so that a node which stalls is charged for all who would have come meanwhile.
 */
final class Traffic implements AutoCloseable {
  /** How many redirects come to a create. */
  static final int REDIRECTS_TO_A_CREATE = 4;

  private final Selector selector = Selector.open();
  private final Stream redirects;
  private final Stream creates;

  /** What came of one kind of request. Latencies are sorted. */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once
  record Answers(long done, long refused, long refusedInWords, long[] nanos, Duration took) {
    double rate() {
      return done * 1e9 / took.toNanos();
    }

    /** The latency that this share of the answers kept within. */
    Duration within(double share) {
      return Duration.ofNanos(nanos[(int) (share * (nanos.length - 1))]);
    }
  }

  /** What came of both kinds. */
  record Outcome(Answers redirects, Answers creates) {}

  /** One connection and the request under way on it. */
  private static final class Line {
    final SocketChannel channel;
    final Stream stream;
    final ByteBuffer in = ByteBuffer.allocate(1 << 14);
    long dueNanos;

    Line(SocketChannel channel, Stream stream) {
      this.channel = channel;
      this.stream = stream;
    }
  }

  /** All requests of one kind. */
  private final class Stream {
    private final List<byte[]> requests;
    private final int wanted;
    private final Deque<Line> idle = new ArrayDeque<>();
    private final int connections;
    private long[] nanos = new long[1 << 16];
    private int answered;
    private int asked;
    private long done;
    private long refused;
    private long refusedInWords;

    Stream(int port, int connections, List<byte[]> requests, int wanted) throws IOException {
      this.requests = requests;
      this.wanted = wanted;
      this.connections = connections;
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        Line line = new Line(channel, this);
        channel.register(selector, SelectionKey.OP_READ, line);
        idle.add(line);
      }
    }

    void reset() {
      answered = 0;
      asked = 0;
      done = 0;
      refused = 0;
      refusedInWords = 0;
    }

    boolean isQuiet() {
      return idle.size() == connections;
    }

    /** Asks everything that is due by now at this rate, as far as there are free connections. */
    void askDue(long began, long now, long end, double gapNanos) throws IOException {
      long due = began + (long) (asked * gapNanos);
      while (due <= now && due < end && !idle.isEmpty()) {
        ask(due);
        due = began + (long) (asked * gapNanos);
      }
    }

    void ask(long dueNanos) throws IOException {
      Line line = idle.remove();
      line.dueNanos = dueNanos;
      ByteBuffer request = ByteBuffer.wrap(requests.get(asked++ % requests.size()));
      while (request.hasRemaining()) {
        line.channel.write(request);
      }
    }

    void answered(Line line, String head) throws IOException {
      int status = Integer.parseInt(head.substring(9, 12));
      if (status == wanted) {
        done++;
      } else if (status == 503) {
        refused++;
        refusedInWords += head.contains("\r\nretry-after: ") ? 1 : 0;
      } else {
        throw new IOException(head);
      }
      nanos = answered < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * answered);
      nanos[answered++] = System.nanoTime() - line.dueNanos;
      idle.add(line);
    }

    Answers answers(Duration took) {
      long[] sorted = Arrays.copyOf(nanos, answered);
      Arrays.sort(sorted);
      return new Answers(done, refused, refusedInWords, sorted, took);
    }
  }

  /** Connects, with more connections for creates than a node takes at once. */
  Traffic(TerseNode node, List<String> codes) throws IOException {
    redirects =
        new Stream(
            node.links("/").getPort(),
            512,
            codes.stream()
                .map(code -> bytes("GET /" + code + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .toList(),
            302);
    String body = "{\"url\":\"https://example.com/a/page/of/common/length?number=1\"}";
    creates =
        new Stream(
            node.app("/").getPort(),
            768,
            List.of(
                bytes(
                    "POST /api/v1/links HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + ("Authorization: Bearer " + node.adminKey() + "\r\n")
                        + ("Content-Length: " + body.length() + "\r\n\r\n" + body))),
            201);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Asks as fast as it is answered, with this many requests of each kind under way at most. */
  Outcome closed(Duration time, int underWay) throws IOException {
    long began = begin();
    long end = began + time.toNanos();
    int next = 0;
    while (System.nanoTime() < end || !isQuiet()) {
      while (System.nanoTime() < end) {
        Stream stream = next % (REDIRECTS_TO_A_CREATE + 1) == 0 ? creates : redirects;
        if (stream.connections - stream.idle.size() >= underWay) {
          break;
        }
        stream.ask(System.nanoTime());
        next++;
      }
      receive();
    }
    return outcome(began);
  }

  /** Asks at these rates a second, which may be 0. */
  Outcome open(Duration time, double redirectRate, double createRate) throws IOException {
    long began = begin();
    long end = began + time.toNanos();
    while (System.nanoTime() < end || !isQuiet()) {
      long now = System.nanoTime();
      redirects.askDue(began, now, end, 1e9 / redirectRate);
      if (createRate > 0) {
        creates.askDue(began, now, end, 1e9 / createRate);
      }
      receive();
    }
    return outcome(began);
  }

  private long begin() {
    redirects.reset();
    creates.reset();
    return System.nanoTime();
  }

  private boolean isQuiet() {
    return redirects.isQuiet() && creates.isQuiet();
  }

  private Outcome outcome(long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Outcome(redirects.answers(took), creates.answers(took));
  }

  private void receive() throws IOException {
    selector.selectNow(key -> receive((Line) key.attachment()));
  }

  private static void receive(Line line) {
    try {
      if (line.channel.read(line.in) < 0) {
        throw new EOFException("The node closed a connection.");
      }
      String text = StandardCharsets.ISO_8859_1.decode(line.in.duplicate().flip()).toString();
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        if (text.length() >= end + 4 + contentLength(head)) {
          line.in.clear();
          line.stream.answered(line, head);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int contentLength(String head) {
    int at = head.indexOf("\r\ncontent-length: ");
    int from = at + "\r\ncontent-length: ".length();
    return at < 0 ? 0 : Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
