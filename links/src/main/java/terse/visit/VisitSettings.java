package terse.visit;

import java.time.Duration;

/**
 * How a node deals with blocks.
 *
 * @param lease how long it answers from a block before it gives the rest back
 * @param patience how long a visitor waits for a visit that another node holds; longer than a lease
 * @param retry how long after an attempt the store is asked again for such a visit
 * @param forsaken how old a block is that its holder has not given back because it is dead
 * @param idle how long nothing happens to a link before what is known of it is dropped
 * @param doubt how long a call to the store may still take effect after its caller has died
 * @param mostVisits the greatest block
 * @param mostWaiting how many visitors of one link may wait
 */
public record VisitSettings(
    Duration lease,
    Duration patience,
    Duration retry,
    Duration forsaken,
    Duration idle,
    Duration doubt,
    int mostVisits,
    int mostWaiting) {
  /** What the promise is made for. */
  public static final VisitSettings STANDARD =
      new VisitSettings(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          10_000,
          4_096);
}
