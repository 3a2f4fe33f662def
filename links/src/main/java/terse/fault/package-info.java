/** Faults: everything that can go wrong, as one closed list with stable names. */
@NullMarked
package terse.fault;

import org.jspecify.annotations.NullMarked;
