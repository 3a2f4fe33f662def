package terse.visit;

import java.time.Instant;
import terse.link.LinkKey;

/**
 * Visits of one link that one holder may answer.
 *
 * @param visits how many, 1 or more
 * @param takenAt when, by the holder's clock
 */
public record Block(BlockId id, LinkKey link, int visits, Instant takenAt) {}
