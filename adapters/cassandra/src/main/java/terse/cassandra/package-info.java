/**
 * The ports of the link domain on Cassandra: lightweight transactions decide, and a log of intents
 * orders (ADR 90).
 */
@NullMarked
package terse.cassandra;

import org.jspecify.annotations.NullMarked;
