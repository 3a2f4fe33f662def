@NullMarked
package terse.server.redirect;

import org.jspecify.annotations.NullMarked;
