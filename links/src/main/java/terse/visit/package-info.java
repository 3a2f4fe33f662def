/**
 * Links that redirect only so many visits: their store hands visits out in blocks, and a node
 * answers from a block without asking anybody.
 */
@NullMarked
package terse.visit;

import org.jspecify.annotations.NullMarked;
