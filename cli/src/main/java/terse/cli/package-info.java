/** The command line client: it speaks HTTP with a server and never links against one. */
@NullMarked
package terse.cli;

import org.jspecify.annotations.NullMarked;
