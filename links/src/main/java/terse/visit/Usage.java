package terse.visit;

/**
 * How far the visits of a link are used, as its store knows.
 *
 * @param answered visits in blocks that were settled: surely answered, or lost with a node
 * @param held visits in blocks that nodes hold, which they may be answering just now
 */
public record Usage(int answered, int held) {}
