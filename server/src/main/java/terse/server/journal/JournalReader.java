package terse.server.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import terse.click.Position;
import terse.click.RawClick;

/**
 * Reads the clicks of one partition of one start, in order, from where the store left off. It
 * trusts nothing whose checksum does not hold: the rest of such a segment is cut and counted. For
 * one thread.
 */
final class JournalReader {
  private final Queue<Stretch> stretches;
  private final boolean finished;
  private final long skipTo;
  private final ClickDecoder decoder;
  private final Damage damage;
  private final FrameChecksum checksum = new FrameChecksum();
  private final List<Segment> consumed = new ArrayList<>();
  private @Nullable Stretch current;
  private @Nullable ByteBuffer view;
  private @Nullable Position position;
  private @Nullable Position reported;
  private int at;
  private boolean drained;
  private long lastAt;

  /**
   * A reader from the beginning of what is left.
   *
   * @param stretches in order; a writer may be adding to them
   * @param finished whether nobody adds to them
   * @param skipTo the offset before which everything is counted already
   */
  JournalReader(
      Queue<Stretch> stretches,
      boolean finished,
      long skipTo,
      ClickDecoder decoder,
      Damage damage) {
    this.stretches = stretches;
    this.finished = finished;
    this.skipTo = skipTo;
    this.decoder = decoder;
    this.damage = damage;
  }

  /** Reads at most {@code max} clicks into the sink; returns how many there were. */
  int read(int max, Consumer<RawClick> sink) {
    drained = false;
    int count = 0;
    while (count < max && advance()) {
      Stretch stretch = current;
      ByteBuffer buffer = view;
      if (stretch == null || buffer == null) {
        return count;
      }
      try {
        count += readFrame(stretch, buffer, sink) ? 1 : 0;
      } catch (InternalError unreadable) {
        cut(stretch, buffer.capacity() - at);
      }
    }
    return count;
  }

  /** Where the next click would be; null if nothing was ever there. */
  @Nullable Position position() {
    return position;
  }

  /** Where it is, if it has moved since the last call and beyond what is counted already. */
  Optional<Position> takeMove() {
    Position now = position;
    boolean moved = now != null && now.offset() > skipTo && !now.equals(reported);
    reported = now;
    return moved ? Optional.ofNullable(now) : Optional.empty();
  }

  /** Whether the last read ended because there was no more. */
  boolean drained() {
    return drained;
  }

  /** Whether it reads what this process writes. */
  boolean live() {
    return !finished;
  }

  /** Whether there will never be more. */
  boolean exhausted() {
    return finished && drained;
  }

  /**
   * The instant before which it has read everything.
   *
   * @param began when the last read began
   */
  Instant freshUntil(Instant began) {
    return drained ? began : Instant.ofEpochMilli(lastAt);
  }

  /** The segments read to their end since the last call, no longer needed once committed. */
  List<Segment> takeConsumed() {
    List<Segment> taken = List.copyOf(consumed);
    consumed.clear();
    return taken;
  }

  /** Bytes in stretches not yet read to their end, if the reader is of an earlier start. */
  long leftoverBytes() {
    if (!finished) {
      return 0;
    }
    Stretch stretch = current;
    long rest = stretch == null ? 0 : stretch.segment().size() - at;
    return rest + stretches.stream().mapToLong(next -> next.segment().size()).sum();
  }

  /** Goes to the next frame; false if there is none now. */
  private boolean advance() {
    Stretch stretch = current;
    while (stretch == null || ended(stretch)) {
      if (stretch != null && !finished && stretches.peek() == null) {
        drained = true;
        return false;
      }
      // A writer begins a stretch only after its last frame of the one before.
      if (stretch != null && !ended(stretch)) {
        return true;
      }
      stretch = open(stretch);
      if (stretch == null) {
        drained = true;
        return false;
      }
    }
    return true;
  }

  private boolean ended(Stretch stretch) {
    ByteBuffer buffer = stretch.segment().buffer();
    return at + Frame.HEADER > buffer.capacity() || Frame.word(buffer, at) == 0;
  }

  private @Nullable Stretch open(@Nullable Stretch last) {
    if (last != null) {
      close(last);
    }
    Stretch next = stretches.poll();
    current = next;
    if (next != null) {
      view = next.segment().view();
      long skip = Math.max(skipTo - next.header().base(), SegmentHeader.SIZE);
      at = (int) Math.min(skip, next.segment().size());
      position = next.position(at);
    }
    return next;
  }

  private void close(Stretch stretch) {
    int rest = stretch.segment().extent(at) - at;
    if (rest > 0 && at < stretch.segment().size()) {
      cut(stretch, rest);
    }
    consumed.add(stretch.segment());
    current = null;
    view = null;
  }

  private boolean readFrame(Stretch stretch, ByteBuffer buffer, Consumer<RawClick> sink) {
    long word = Frame.word(buffer, at);
    int length = Frame.length(word);
    if (length < ClickFields.TEXT
        || length > buffer.capacity() - at - Frame.HEADER
        || Frame.size(length) > buffer.capacity() - at
        || Frame.checksum(word) != checksum.of(stretch.header(), buffer, at, length)) {
      cut(stretch, stretch.segment().extent(at) - at);
      return false;
    }
    int from = at;
    at += Frame.size(length);
    position = stretch.position(at);
    return decode(stretch, buffer, from, length, sink);
  }

  /** A record that is whole and yet not understood, such as of a later version, is passed over. */
  private boolean decode(
      Stretch stretch, ByteBuffer buffer, int from, int length, Consumer<RawClick> sink) {
    RawClick click;
    try {
      click = decoder.decode(stretch.header(), buffer, from, length);
    } catch (IndexOutOfBoundsException strange) {
      damage.damaged(Frame.size(length));
      return false;
    }
    lastAt = Math.max(lastAt, click.at());
    sink.accept(click);
    return true;
  }

  /** Gives up the rest of the segment. */
  private void cut(Stretch stretch, int bytes) {
    if (finished && stretches.isEmpty()) {
      damage.torn(bytes);
    } else {
      damage.damaged(bytes);
    }
    at = stretch.segment().size();
    position = stretch.position(at);
  }
}
