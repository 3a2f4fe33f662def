package terse.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection for bulk requests that costs little: sends a body whole, then counts the links in
 * the answer without building texts of it. Knows chunked answers and nothing else.
 */
final class BulkWire implements AutoCloseable {
  private static final byte[] MARKER = ",\"link\":".getBytes(StandardCharsets.ISO_8859_1);

  private final Socket socket;
  private final InputStream in;
  private final byte[] piece = new byte[1 << 16];
  private int matched;
  private int links;

  BulkWire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /**
   * Sends a request and counts the lines of the answer that are links.
   *
   * @param head the head's lines but the last, each with its end
   */
  int exchange(String head, byte[] body) throws IOException {
    var out = socket.getOutputStream();
    var whole = head + "Content-Length: " + body.length + "\r\n\r\n";
    out.write(whole.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    links = 0;
    matched = 0;
    var status = line();
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException(status);
    }
    passHeaders();
    for (var size = chunk(); size > 0; size = chunk()) {
      count(size);
      line();
    }
    line();
    return links;
  }

  private void passHeaders() throws IOException {
    for (var header = line(); !header.isEmpty(); ) {
      header = line();
    }
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private void count(int size) throws IOException {
    for (var left = size; left > 0; ) {
      var read = in.read(piece, 0, Math.min(left, piece.length));
      if (read < 0) {
        throw new EOFException("The server closed the connection.");
      }
      look(read);
      left -= read;
    }
  }

  private void look(int size) {
    for (var i = 0; i < size; i++) {
      if (piece[i] == MARKER[matched]) {
        matched++;
      } else {
        matched = piece[i] == MARKER[0] ? 1 : 0;
      }
      if (matched == MARKER.length) {
        links++;
        matched = 0;
      }
    }
  }

  private String line() throws IOException {
    return Wire.line(in);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
