package terse.server.api;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into lines as it comes. A line longer than allowed is told apart and passed over
 * without being kept.
 */
final class Lines {
  private final Input input;
  private final int longest;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private byte[] chunk = new byte[0];
  private int at;
  private boolean tooLong;
  private boolean ended;
  private long read;

  /** A line, without its end. */
  static final class Line {
    private final byte @Nullable [] bytes;

    private Line(byte @Nullable [] bytes) {
      this.bytes = bytes;
    }

    /** Its bytes, null if it was longer than allowed. */
    byte @Nullable [] bytes() {
      return bytes;
    }

    int size() {
      return bytes == null ? 0 : bytes.length;
    }
  }

  /**
   * @param longest bytes that a line may have
   */
  Lines(Input input, int longest) {
    this.input = input;
    this.longest = longest;
  }

  /** Bytes taken from the input so far. */
  long read() {
    return read;
  }

  /** Whether there is more to look at without waiting for the client. */
  boolean isReady() {
    return ended || at < chunk.length || input.isReady();
  }

  /** The next line, null at the end; waits for it. */
  @Nullable Line next() throws InterruptedException {
    while (!ended) {
      for (int i = at; i < chunk.length; i++) {
        if (chunk[i] == '\n') {
          keep(i);
          at = i + 1;
          return finish();
        }
      }
      keep(chunk.length);
      at = 0;
      chunk = more();
    }
    return begun.size() > 0 || tooLong ? finish() : null;
  }

  private byte[] more() throws InterruptedException {
    byte[] next = input.next();
    ended = next == null;
    read += next == null ? 0 : next.length;
    return next == null ? new byte[0] : next;
  }

  private void keep(int end) {
    if (begun.size() + (end - at) > longest) {
      tooLong = true;
      begun.reset();
    } else if (!tooLong) {
      begun.write(chunk, at, end - at);
    }
  }

  private Line finish() {
    Line line = new Line(tooLong ? null : begun.toByteArray());
    begun.reset();
    tooLong = false;
    return line;
  }
}
