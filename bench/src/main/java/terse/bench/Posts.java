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
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * Clients that create links one by one, each on a connection of its own and the next as soon as the
 * last is answered. One thread plays all of them, so that the machine's time is the server's.
 */
final class Posts implements AutoCloseable {
  private static final byte[] CREATED = "HTTP/1.1 201 ".getBytes(StandardCharsets.ISO_8859_1);
  private static final String LENGTH = "content-length: ";

  private final LongFunction<byte[]> requests;
  private final Selector selector = Selector.open();
  private long[] nanos = new long[1 << 16];
  private int answered;
  private long asked;
  private boolean ending;

  /** One connection and the request under way on it. */
  private static final class Line {
    final SocketChannel channel;
    final byte[] bytes = new byte[1 << 14];
    final ByteBuffer in = ByteBuffer.wrap(bytes);
    long askedNanos;

    Line(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * Connects.
   *
   * @param requests makes the n-th request, whole
   */
  Posts(int port, int clients, LongFunction<byte[]> requests) throws IOException {
    this.requests = requests;
    for (var i = 0; i < clients; i++) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var line = new Line(SocketChannel.open(address));
      line.channel.socket().setTcpNoDelay(true);
      line.channel.configureBlocking(false);
      line.channel.register(selector, SelectionKey.OP_READ, line);
    }
  }

  /** Lets all of them create for so long; ends when the last is answered. */
  Crowd work(Duration time) throws IOException {
    answered = 0;
    ending = false;
    var began = System.nanoTime();
    var end = began + time.toNanos();
    var first = asked;
    for (var key : selector.keys()) {
      ask((Line) key.attachment());
    }
    while (asked - first > answered) {
      ending = System.nanoTime() >= end;
      selector.select(this::read);
    }
    return new Crowd(Duration.ofNanos(System.nanoTime() - began), Arrays.copyOf(nanos, answered));
  }

  private void ask(Line line) throws IOException {
    line.askedNanos = System.nanoTime();
    var request = ByteBuffer.wrap(requests.apply(asked++));
    while (request.hasRemaining()) {
      line.channel.write(request);
    }
  }

  private void read(SelectionKey key) {
    var line = (Line) key.attachment();
    try {
      if (line.channel.read(line.in) < 0) {
        throw new EOFException("The server closed a connection.");
      }
      if (isWhole(line.bytes, line.in.position())) {
        line.in.clear();
        nanos = answered < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * answered);
        nanos[answered++] = System.nanoTime() - line.askedNanos;
        if (!ending) {
          ask(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("StringCaseLocaleUsage") // letters of HTTP headers are ASCII
  private static boolean isWhole(byte[] bytes, int size) throws IOException {
    var text = new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    var end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!Arrays.equals(bytes, 0, CREATED.length, CREATED, 0, CREATED.length)) {
      throw new IOException("not created: " + text);
    }
    var length = text.substring(0, end).toLowerCase().indexOf(LENGTH) + LENGTH.length();
    var body = Integer.parseInt(text.substring(length, text.indexOf('\r', length)));
    return size >= end + 4 + body;
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
