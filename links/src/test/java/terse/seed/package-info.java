/** Random properties whose failures can be replayed. */
@NullMarked
package terse.seed;

import org.jspecify.annotations.NullMarked;
