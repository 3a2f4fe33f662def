/** Aliases: names people choose, their rules and their folding. */
@NullMarked
package terse.alias;

import org.jspecify.annotations.NullMarked;
