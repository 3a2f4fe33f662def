package terse.sql;

import java.time.Duration;

/**
 * How a SQLite store uses its machine.
 *
 * @param queueRows how many rows may wait to be written; beyond it writes are refused at once
 * @param commitRows how many rows one commit takes at most, unless one call alone has more
 * @param readers connections for look-ups, each with a thread of its own
 * @param queuedReads how many look-ups may wait, and how many listings
 * @param deadline how long a call may take, listings aside
 * @param listingDeadline how long a listing may take; the first loads jOOQ
 * @param lockWait how long to wait for another process that is writing
 * @param cacheMegabytes memory for pages of the file, all connections together
 * @param changesKept how long the feed keeps a change for readers that are behind
 */
public record SqliteSettings(
    int queueRows,
    int commitRows,
    int readers,
    int queuedReads,
    Duration deadline,
    Duration listingDeadline,
    Duration lockWait,
    int cacheMegabytes,
    Duration changesKept) {

  /** What suits one node with two cores. */
  public static final SqliteSettings DEFAULT =
      new SqliteSettings(
          65_536,
          8_192,
          2,
          1_024,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          64,
          Duration.ofDays(7));

  public SqliteSettings withDeadline(Duration changed) {
    return new SqliteSettings(
        queueRows,
        commitRows,
        readers,
        queuedReads,
        changed,
        listingDeadline,
        lockWait,
        cacheMegabytes,
        changesKept);
  }

  public SqliteSettings withQueueRows(int changed) {
    return new SqliteSettings(
        changed,
        commitRows,
        readers,
        queuedReads,
        deadline,
        listingDeadline,
        lockWait,
        cacheMegabytes,
        changesKept);
  }

  public SqliteSettings withQueuedReads(int changed) {
    return new SqliteSettings(
        queueRows,
        commitRows,
        readers,
        changed,
        deadline,
        listingDeadline,
        lockWait,
        cacheMegabytes,
        changesKept);
  }

  public SqliteSettings withChangesKept(Duration changed) {
    return new SqliteSettings(
        queueRows,
        commitRows,
        readers,
        queuedReads,
        deadline,
        listingDeadline,
        lockWait,
        cacheMegabytes,
        changed);
  }
}
