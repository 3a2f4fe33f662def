/** URLs as browsers parse them (WHATWG), limited to what a short link may point to. */
@NullMarked
package terse.url;

import org.jspecify.annotations.NullMarked;
