/** The filter of names: a sure "free" without asking the store. It decides nothing. */
@NullMarked
package terse.filter;

import org.jspecify.annotations.NullMarked;
