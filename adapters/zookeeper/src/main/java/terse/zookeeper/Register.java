package terse.zookeeper;

import java.nio.charset.StandardCharsets;

/**
 * A node as it was read.
 *
 * @param owner who wrote it, unlike any other writer; empty if the node is not there
 * @param body what it says; empty if the node is not there
 * @param version the version that a write must still find, {@link #ABSENT} if the node is not there
 */
record Register(String owner, String body, int version) {
  static final int ABSENT = -1;

  /** A node that is not there. */
  static Register absent() {
    return new Register("", "", ABSENT);
  }

  static Register read(byte[] data, int version) {
    String text = new String(data, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return end < 0
        ? new Register("", "", version)
        : new Register(text.substring(0, end), text.substring(end + 1), version);
  }

  static byte[] written(String owner, String body) {
    return (owner + "\n" + body).getBytes(StandardCharsets.UTF_8);
  }
}
