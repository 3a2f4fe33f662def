package terse.server.journal;

import java.time.Instant;
import java.util.List;
import terse.click.Click;
import terse.click.Position;

/**
 * What goes into the store in one transaction.
 *
 * @param clicks enriched
 * @param positions where the readers are after them; empty if none has moved
 * @param consumed the segments nobody needs once it is committed
 * @param ofThisStart how many of the clicks read were appended since this start
 * @param leftoverBytes what remains to be read of earlier starts
 * @param freshUntil every click answered before it is in the store once this is committed
 * @param complete whether there was no more to read
 */
record Batch(
    List<Click> clicks,
    List<Position> positions,
    List<Segment> consumed,
    long ofThisStart,
    long leftoverBytes,
    Instant freshUntil,
    boolean complete) {}
