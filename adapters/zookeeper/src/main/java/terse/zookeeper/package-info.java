/** The link-side arbiters on ZooKeeper: counter ranges and worker leases. */
@NullMarked
package terse.zookeeper;

import org.jspecify.annotations.NullMarked;
