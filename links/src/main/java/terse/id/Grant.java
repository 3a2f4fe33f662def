package terse.id;

/**
 * How far a counter has been granted.
 *
 * @param domain the domain it belongs to
 * @param epoch as in {@link terse.link.LinkKey}, 1 or more
 * @param mark the first value that may not be minted
 */
public record Grant(int domain, int epoch, long mark) {}
