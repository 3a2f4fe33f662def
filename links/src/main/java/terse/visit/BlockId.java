package terse.visit;

/**
 * The identity of a block.
 *
 * @param holder one start of one node; never used again
 * @param number counts that holder's blocks, 1 or more
 */
public record BlockId(String holder, long number) {}
