package terse.feed;

import java.time.Duration;

/**
 * How closely the feed is followed.
 *
 * @param interval between rounds
 * @param urgentInterval between rounds while somebody waits for other nodes
 * @param beatInterval how often at least a node says that it is there; well below the lease
 * @param lease how long a node may answer from memory after the beginning of a round
 * @param patience how long others are waited for
 * @param cutOffLimit how long a node answers what it knew while it cannot reach the store, zero for
 *     not at all
 */
public record FeedSettings(
    Duration interval,
    Duration urgentInterval,
    Duration beatInterval,
    Duration lease,
    Duration patience,
    Duration cutOffLimit) {
  /** What the promises are made for: a change is seen everywhere within a second. */
  public static final FeedSettings STANDARD =
      new FeedSettings(
          Duration.ofMillis(100),
          Duration.ofMillis(20),
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10));

  /** The same with another limit for being cut off. */
  public FeedSettings withCutOffLimit(Duration changed) {
    return new FeedSettings(interval, urgentInterval, beatInterval, lease, patience, changed);
  }
}
