package terse.server.journal;

import java.time.Duration;

/**
 * How a journal is laid out and how much of it may be lost.
 *
 * @param partitions writers, one an event loop; 1 to 1,024
 * @param segmentSize bytes of a segment, 64 KiB to 1 GiB, a multiple of 4,096
 * @param maxSize bound of the spool in bytes: segments being written, waiting to be taken in, and
 *     spare; two segments a partition or more
 * @param syncInterval the longest time a click stays in memory only, as far as power loss goes;
 *     zero makes every append wait for the disk, on the event loop, milliseconds each
 * @param keepAddresses whether records carry the sealed address; false if nothing looks it up
 */
public record JournalSettings(
    int partitions, int segmentSize, long maxSize, Duration syncInterval, boolean keepAddresses) {
  /** The smallest segment, 64 KiB. */
  public static final int MIN_SEGMENT_SIZE = 1 << 16;

  /** Checks the ranges. */
  public JournalSettings {
    require(partitions >= 1 && partitions <= 1024, "partitions must be 1 to 1024");
    require(
        segmentSize >= MIN_SEGMENT_SIZE && segmentSize <= 1 << 30 && segmentSize % 4096 == 0,
        "journal-segment-size must be 64 KiB to 1 GiB and a multiple of 4096");
    require(
        maxSize >= 2L * partitions * segmentSize,
        "journal-max-size must hold two segments for each event loop");
    require(!syncInterval.isNegative(), "journal-sync-interval must not be negative");
  }

  /** Segments of 2 MiB, a spool of 1 GiB, a second between syncs, sealed addresses. */
  public static JournalSettings of(int partitions) {
    return new JournalSettings(partitions, 2 << 20, 1L << 30, Duration.ofSeconds(1), true);
  }

  /** These settings with another layout on disk. */
  public JournalSettings withSizes(int newSegmentSize, long newMaxSize) {
    return new JournalSettings(partitions, newSegmentSize, newMaxSize, syncInterval, keepAddresses);
  }

  /** These settings with another longest time between syncs. */
  public JournalSettings withSyncInterval(Duration interval) {
    return new JournalSettings(partitions, segmentSize, maxSize, interval, keepAddresses);
  }

  /** These settings with or without sealed addresses. */
  public JournalSettings withAddresses(boolean keep) {
    return new JournalSettings(partitions, segmentSize, maxSize, syncInterval, keep);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
