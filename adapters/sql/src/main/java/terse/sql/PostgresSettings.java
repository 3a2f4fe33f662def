package terse.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL store is and how it is used.
 *
 * @param url as its driver takes it: {@code jdbc:postgresql://host:5432/database}, without secrets
 * @param password null where the server asks for none
 * @param connections how many this node keeps at most, {@link #LEAST_CONNECTIONS} or more
 * @param deadline how long a call may take, listings aside
 * @param listingDeadline how long a listing may take
 * @param queueRows how many rows may wait to be written; beyond it writes are refused at once
 * @param commitRows how many rows one commit takes at most, unless one call alone has more
 * @param queuedReads how many look-ups may wait, and how many listings
 * @param changesKept how long the feed keeps a change for readers that are behind
 */
public record PostgresSettings(
    String url,
    String user,
    @Nullable String password,
    int connections,
    Duration deadline,
    Duration listingDeadline,
    int queueRows,
    int commitRows,
    int queuedReads,
    Duration changesKept) {
  /** Those that write and read the feed, one for visits, two for listings, and two for look-ups. */
  public static final int LEAST_CONNECTIONS = 11;

  /** What suits one node. */
  public static PostgresSettings of(String url, String user, @Nullable String password) {
    return new PostgresSettings(
        url,
        user,
        password,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        65_536,
        4_096,
        1_024,
        Duration.ofDays(7));
  }

  public PostgresSettings withDeadline(Duration changed) {
    return with(connections, changed, queueRows, changesKept);
  }

  public PostgresSettings withConnections(int changed) {
    return with(changed, deadline, queueRows, changesKept);
  }

  public PostgresSettings withQueueRows(int changed) {
    return with(connections, deadline, changed, changesKept);
  }

  public PostgresSettings withChangesKept(Duration changed) {
    return with(connections, deadline, queueRows, changed);
  }

  private PostgresSettings with(
      int newConnections, Duration newDeadline, int newQueueRows, Duration newChangesKept) {
    return new PostgresSettings(
        url,
        user,
        password,
        newConnections,
        newDeadline,
        listingDeadline,
        newQueueRows,
        commitRows,
        queuedReads,
        newChangesKept);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
