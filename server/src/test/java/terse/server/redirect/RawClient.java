package terse.server.redirect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client that sends bytes as they are given, and reads answers strictly. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  /** An answer: its status, its headers by lower-case name, its body. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  RawClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends and reads one answer. */
  Reply ask(String request) {
    send(request);
    return read(request.startsWith("HEAD"));
  }

  /** GETs a path with further header lines, each without its end. */
  Reply get(String path, String... headers) {
    return ask(request("GET", path, headers));
  }

  static String request(String method, String path, String... headers) {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply read(boolean headOnly) {
    try {
      String[] status = line().split(" ", 3);
      if (!status[0].equals("HTTP/1.1") || status.length < 3) {
        throw new IOException("not a status line: " + String.join(" ", status));
      }
      Map<String, String> headers = headers();
      int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Reply(
          Integer.parseInt(status[1]), headers, new String(in.readNBytes(length), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (headers.put(name, line.substring(colon + 2)) != null) {
        throw new IOException("twice: " + name);
      }
    }
    return headers;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0 || b == '\n') {
        throw new EOFException("the answer broke off after: " + line.toString(ISO_8859_1));
      }
      line.write(b);
    }
    if (in.read() != '\n') {
      throw new IOException("CR without LF");
    }
    return line.toString(ISO_8859_1);
  }

  /** The next byte, or null at the end of the stream or a reset. */
  @Nullable Integer next() {
    try {
      int b = in.read();
      return b < 0 ? null : b;
    } catch (IOException reset) {
      return null;
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  /** Closes the connection, as visitors do without a word. */
  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
