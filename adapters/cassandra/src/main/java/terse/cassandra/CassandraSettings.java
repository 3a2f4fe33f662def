package terse.cassandra;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Cassandra is and how it is used.
 *
 * @param contactPoints {@code host:port} of some of its servers, at least one
 * @param datacenter the datacenter of the ring that this node talks to
 * @param keyspace where the tables are; lower-case letters, digits and {@code _}
 * @param replication how many copies the keyspace has when it is made, 1 or more
 * @param user who signs in, null for nobody
 * @param password the user's, null for none
 * @param deadline how long one statement may take
 * @param changesKept how long entries of the feed are kept
 */
public record CassandraSettings(
    List<String> contactPoints,
    String datacenter,
    String keyspace,
    int replication,
    @Nullable String user,
    @Nullable String password,
    Duration deadline,
    Duration changesKept) {
  /** How long a statement may take unless it is said otherwise. */
  public static final Duration DEADLINE = Duration.ofSeconds(2);

  /** How long entries of the feed are kept unless it is said otherwise. */
  public static final Duration CHANGES_KEPT = Duration.ofDays(7);

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    if (contactPoints.isEmpty() || replication < 1 || !keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException(
          "no ring: " + contactPoints + ", " + keyspace + " times " + replication);
    }
  }

  /** A ring that asks nobody who they are, with the usual deadlines. */
  public static CassandraSettings of(
      List<String> contactPoints, String datacenter, String keyspace, int replication) {
    return new CassandraSettings(
        contactPoints, datacenter, keyspace, replication, null, null, DEADLINE, CHANGES_KEPT);
  }

  /** The same with somebody who signs in. */
  public CassandraSettings as(String name, @Nullable String secret) {
    return new CassandraSettings(
        contactPoints, datacenter, keyspace, replication, name, secret, deadline, changesKept);
  }

  /** The same with another deadline. */
  public CassandraSettings withDeadline(Duration changed) {
    return new CassandraSettings(
        contactPoints, datacenter, keyspace, replication, user, password, changed, changesKept);
  }

  /** The same, keeping entries of the feed for another time. */
  public CassandraSettings withChangesKept(Duration changed) {
    return new CassandraSettings(
        contactPoints, datacenter, keyspace, replication, user, password, deadline, changed);
  }
}
