/**
 * Measurements of the shipped product, as ratios within one run where there is something beside it.
 */
@NullMarked
package terse.bench;

import org.jspecify.annotations.NullMarked;
