/** Who is asking, and how much they may ask. */
@NullMarked
package terse.server.security;

import org.jspecify.annotations.NullMarked;
