/**
 * The link domain's ports on SQL. What differs between SQLite and PostgreSQL is in the types named
 * after them, the rest speaks through jOOQ.
 */
@NullMarked
package terse.sql;

import org.jspecify.annotations.NullMarked;
