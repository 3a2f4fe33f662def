/**
 * The read path: the link listener, from bytes of a request to bytes of a redirect, with the cache
 * of decisions in between. Code here runs on event loops and never waits.
 */
@NullMarked
package terse.server.redirect;

import org.jspecify.annotations.NullMarked;
