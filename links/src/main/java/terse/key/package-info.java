/** API keys and the accounts they act for. */
@NullMarked
package terse.key;

import org.jspecify.annotations.NullMarked;
