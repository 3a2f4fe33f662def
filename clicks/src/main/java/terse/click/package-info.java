/** Clicks: the raw record, its enrichment, visitor hashing, and the port they are kept in. */
@NullMarked
package terse.click;

import org.jspecify.annotations.NullMarked;
