/** Links: what they are, the store they are kept in, and the use cases that change them. */
@NullMarked
package terse.link;

import org.jspecify.annotations.NullMarked;
