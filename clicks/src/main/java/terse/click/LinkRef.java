package terse.click;

/**
 * The link a click belongs to, as three numbers (the link domain's key, spelled here so that this
 * module stands alone).
 *
 * @param domain the domain's number, 1 or more
 * @param epoch the key epoch, 0 for named links
 * @param number the counter value, 0 or more
 */
public record LinkRef(int domain, int epoch, long number) {}
