package terse.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Someone who tries codes at random, many requests on the way at once. */
final class Scanner {
  private static final String SYMBOLS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int IN_FLIGHT = 200;

  private Scanner() {}

  /** Tries codes; returns how many were answered with 404. */
  static long scan(TerseNode node, int count, RandomGenerator random) throws IOException {
    URI uri = node.links("/");
    long missing = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      for (int sent = 0; sent < count; sent += IN_FLIGHT) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < IN_FLIGHT; i++) {
          requests.append("HEAD /").append(code(random)).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        out.write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < IN_FLIGHT; i++) {
          missing += status(in) == 404 ? 1 : 0;
        }
      }
    }
    return missing;
  }

  private static String code(RandomGenerator random) {
    char[] code = new char[7];
    for (int i = 0; i < code.length; i++) {
      code[i] = SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
    }
    return new String(code);
  }

  /** Reads one answer without a body. */
  private static int status(InputStream in) throws IOException {
    int status = 0;
    int position = 0;
    int newlines = 0;
    while (newlines < 2) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the node closed the connection");
      }
      if (position >= 9 && position < 12) {
        status = status * 10 + c - '0';
      }
      position++;
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
    }
    return status;
  }
}
