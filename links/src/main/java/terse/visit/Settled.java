package terse.visit;

/**
 * The end of a block.
 *
 * @param answered how many of its visits were answered, or may have been; 0 or more
 */
public record Settled(BlockId id, int answered) {}
