package terse.id;

/**
 * Names a counter.
 *
 * @param domain the domain it belongs to
 * @param epoch the key epoch it counts under, {@link terse.link.LinkKey#NAMED} for named links
 */
record Counter(int domain, int epoch) {}
