/** The API: the contract, the HTTP entry, and the operations behind it. */
@NullMarked
package terse.server.api;

import org.jspecify.annotations.NullMarked;
