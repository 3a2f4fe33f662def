/**
 * The ports of the link domain in memory: reference, test double and first form of each contract.
 */
@NullMarked
package terse.memory;

import org.jspecify.annotations.NullMarked;
