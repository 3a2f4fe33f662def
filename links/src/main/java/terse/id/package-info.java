/** Ids: where the numbers behind codes come from. */
@NullMarked
package terse.id;

import org.jspecify.annotations.NullMarked;
