/** Whole-product tests: real processes, and rules that hold across modules. */
@NullMarked
package terse.it;

import org.jspecify.annotations.NullMarked;
