/**
 * The cache that nodes share, between a node's own memory and the store. Everything in it is a
 * hint: whether an entry holds is decided by what the node knows from the feed, never by the cache.
 */
@NullMarked
package terse.cache;

import org.jspecify.annotations.NullMarked;
