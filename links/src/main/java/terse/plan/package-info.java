/** The capacity planner: how far codes of a length go, and what it takes to store and find them. */
@NullMarked
package terse.plan;

import org.jspecify.annotations.NullMarked;
