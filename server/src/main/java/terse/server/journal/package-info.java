/**
 * The click journal: what the event loops write, what survives a kill, and the pump that brings it
 * to the click store exactly once.
 */
@NullMarked
package terse.server.journal;

import org.jspecify.annotations.NullMarked;
