package terse.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive HTTP/1.1 connection that costs next to nothing, so that the machine's time is the
 * server's. Knows Content-Length and nothing else of bodies.
 */
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final BufferedOutputStream out;

  /** What came back: the status, the Location header or "", and the body. */
  record Answer(int status, String location, String body) {}

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14);
  }

  /** Sends a request, which has its blank line and its body, and reads the answer. */
  Answer exchange(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return read(request.startsWith("HEAD "));
  }

  private Answer read(boolean head) throws IOException {
    var status = Integer.parseInt(line().substring(9, 12));
    var length = 0;
    var location = "";
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.regionMatches(true, 0, "location:", 0, 9)) {
        location = header.substring(9).strip();
      }
    }
    var body = head ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(status, location, body);
  }

  private String line() throws IOException {
    return line(in);
  }

  /** The next line of an answer's head, without its end. */
  static String line(InputStream in) throws IOException {
    var line = new StringBuilder(64);
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed the connection.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
