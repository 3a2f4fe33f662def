/** Rollups: how closed hours are folded, one definition for every engine. */
@NullMarked
package terse.rollup;

import org.jspecify.annotations.NullMarked;
