/** The server: the one place where ports meet adapters and HTTP. */
@NullMarked
package terse.server;

import org.jspecify.annotations.NullMarked;
