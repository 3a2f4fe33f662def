/**
 * The cache that nodes share, and their bus of hints, on Redis: one server, Sentinel or Cluster.
 */
@NullMarked
package terse.redis;

import org.jspecify.annotations.NullMarked;
