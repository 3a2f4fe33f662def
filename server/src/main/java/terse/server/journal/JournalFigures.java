package terse.server.journal;

/**
 * The journal in numbers, for metrics; all since this start.
 *
 * @param appended clicks kept
 * @param lost clicks there was no room for
 * @param tornTails ends of earlier starts that were cut, a thing of power loss
 * @param tornBytes bytes cut there
 * @param damagedSegments segments cut elsewhere, a thing of failing disks
 * @param damagedBytes bytes cut there
 * @param spoolBytes bytes of all segments
 * @param spoolBound what they may be
 * @param segments all segments
 * @param spares those ready to be written
 * @param spareFailures how often there was no room to prepare one
 * @param syncFailures how often the disk refused a sync
 */
public record JournalFigures(
    long appended,
    long lost,
    long tornTails,
    long tornBytes,
    long damagedSegments,
    long damagedBytes,
    long spoolBytes,
    long spoolBound,
    int segments,
    int spares,
    long spareFailures,
    long syncFailures) {}
