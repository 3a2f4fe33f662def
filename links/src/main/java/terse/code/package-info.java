/** Codes: alphabets, the codec and the keyed permutation between counters and short codes. */
@NullMarked
package terse.code;

import org.jspecify.annotations.NullMarked;
