package terse.server.redirect;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** An answer in the bytes it is sent as, but for the connection and date lines. Immutable. */
final class Answer {
  final int status;
  final byte[] head;
  final byte[] body;

  private Answer(int status, byte[] head, byte[] body) {
    this.status = status;
    this.head = head;
    this.body = body;
  }

  /**
   * An answer with a body.
   *
   * @param headers further header lines, each ended by CR LF
   */
  static Answer of(int status, String contentType, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        statusLine(status)
            + headers
            + "Content-Type: "
            + contentType
            + "\r\nX-Content-Type-Options: nosniff\r\nContent-Length: "
            + bytes.length
            + "\r\n";
    return new Answer(status, head.getBytes(StandardCharsets.US_ASCII), bytes);
  }

  /** An answer without content: status 204. */
  static Answer empty(String headers) {
    String head = statusLine(204) + headers;
    return new Answer(204, head.getBytes(StandardCharsets.US_ASCII), new byte[0]);
  }

  /** The first line of an answer, with its end. */
  static String statusLine(int status) {
    return "HTTP/1.1 " + status + " " + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n";
  }
}
