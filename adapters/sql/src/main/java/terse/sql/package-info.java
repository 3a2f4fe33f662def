/**
 * The link domain's ports on SQL. SQLite today; what differs between engines is in the types named
 * after them, the rest speaks through jOOQ.
 */
@NullMarked
package terse.sql;

import org.jspecify.annotations.NullMarked;
