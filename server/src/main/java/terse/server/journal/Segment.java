package terse.server.journal;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One mapped file of the journal. Every byte of it has a block on disk before it is mapped: a store
 * into a page without one would kill the process when the disk is full.
 *
 * <p>A writer appends and publishes, one reader follows, and background threads force it; it is
 * unmapped only when none of them uses it any more.
 */
final class Segment {
  private static final int CHUNK = 1 << 16;
  private static final int PAGE = 4096;

  private final Path file;
  private final Arena arena;
  private final MemorySegment memory;
  private final ByteBuffer buffer;
  private final AtomicInteger written = new AtomicInteger();
  private int forced;

  private Segment(Path file, Arena arena, MemorySegment memory) {
    this.file = file;
    this.arena = arena;
    this.memory = memory;
    this.buffer = view();
  }

  /**
   * Creates a segment filled with zeros, on disk.
   *
   * @throws IOException if there is no room; nothing is left behind then
   */
  static Segment create(Path file, int size) throws IOException {
    try {
      fill(file, size);
      DurableFile.syncFolder(file);
      Segment segment = map(file);
      segment.touch();
      return segment;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Maps a segment that is there, as long as its file is. */
  @SuppressWarnings("MustBeClosedChecker") // closed with the segment
  static Segment map(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      return new Segment(file, arena, channel.map(MapMode.READ_WRITE, 0, channel.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  /** A view for one thread, whose limits it may move. */
  ByteBuffer view() {
    return memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The shared view: for absolute access only. */
  ByteBuffer buffer() {
    return buffer;
  }

  int size() {
    return buffer.capacity();
  }

  /** Tells background threads how far the writer has come. */
  void written(int end) {
    written.setRelease(end);
  }

  int written() {
    return written.getAcquire();
  }

  /** Brings what is written to disk. */
  synchronized void force() {
    int end = written();
    if (end > forced && memory.scope().isAlive()) {
      memory.asSlice(forced, end - forced).force();
      forced = end;
    }
  }

  /** Index after the last byte that is not zero, at or after {@code from}. */
  int extent(int from) {
    int end = size();
    while (end > from && (end & 7) != 0 && buffer.get(end - 1) == 0) {
      end--;
    }
    while (end - Long.BYTES >= from && (end & 7) == 0 && buffer.getLong(end - Long.BYTES) == 0) {
      end -= Long.BYTES;
    }
    while (end > from && buffer.get(end - 1) == 0) {
      end--;
    }
    return end;
  }

  /**
   * Makes a used segment a spare: zeros, on disk. It is marked first, so that one whose erasing is
   * cut short is not taken for a damaged one.
   */
  synchronized void erase() {
    SegmentHeader.spend(buffer);
    memory.asSlice(0, SegmentHeader.SIZE).force();
    memory.asSlice(SegmentHeader.SIZE).fill((byte) 0);
    memory.force();
    written(0);
    forced = 0;
    touch();
  }

  /** Unmaps it; the file stays. */
  synchronized void close() {
    if (memory.scope().isAlive()) {
      arena.close();
    }
  }

  /** Unmaps and deletes it. */
  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  /** Faults every page in for writing, so that the event loop does not have to. */
  private void touch() {
    for (int page = PAGE - 1; page < size(); page += PAGE) {
      buffer.put(page, (byte) 0);
    }
  }

  private static void fill(Path file, int size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel channel = DurableFile.create(file)) {
      for (int done = 0; done < size; done += CHUNK) {
        DurableFile.writeFully(channel, zeros.clear().limit(Math.min(CHUNK, size - done)));
      }
      channel.force(true);
    }
  }
}
