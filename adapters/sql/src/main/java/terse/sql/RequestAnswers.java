package terse.sql;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;

/** What the requests of one block of idempotency keys led to. Not thread-safe. */
final class RequestAnswers {
  private static final int BYTES = 1 + Fingerprint.BYTES + 2 * Integer.BYTES + Long.BYTES;

  private final @Nullable Answer[] bySlot = new @Nullable Answer[RequestKey.BLOCK];

  /**
   * What one request led to.
   *
   * @param digest tells what was asked
   * @param key the link it made or was given
   */
  record Answer(Fingerprint digest, LinkKey key) {}

  /** Reads what {@link #bytes} wrote. */
  static RequestAnswers read(byte[] bytes) {
    RequestAnswers answers = new RequestAnswers();
    for (ByteBuffer from = ByteBuffer.wrap(bytes); from.hasRemaining(); ) {
      int slot = from.get();
      Fingerprint digest = Fingerprint.read(from);
      answers.put(
          slot, new Answer(digest, new LinkKey(from.getInt(), from.getInt(), from.getLong())));
    }
    return answers;
  }

  byte[] bytes() {
    int count = (int) Arrays.stream(bySlot).filter(Objects::nonNull).count();
    ByteBuffer into = ByteBuffer.allocate(count * BYTES);
    for (int slot = 0; slot < bySlot.length; slot++) {
      Answer answer = bySlot[slot];
      if (answer != null) {
        answer.digest().write(into.put((byte) slot));
        LinkKey key = answer.key();
        into.putInt(key.domain()).putInt(key.epoch()).putLong(key.number());
      }
    }
    return into.array();
  }

  @Nullable Answer get(int slot) {
    return bySlot[slot];
  }

  void put(int slot, Answer answer) {
    bySlot[slot] = answer;
  }

  boolean isSameAs(RequestAnswers other) {
    return Arrays.equals(bySlot, other.bySlot);
  }
}
