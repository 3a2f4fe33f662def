/** Operations: health, metrics, logs and shedding. */
@NullMarked
package terse.server.ops;

import org.jspecify.annotations.NullMarked;
