/** Clicks in DuckDB: appended raw, folded by the hour, reported from both. */
@NullMarked
package terse.duckdb;

import org.jspecify.annotations.NullMarked;
