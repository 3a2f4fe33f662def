/** Key epochs: when a new secret for codes begins, and what makes one necessary. */
@NullMarked
package terse.epoch;

import org.jspecify.annotations.NullMarked;
