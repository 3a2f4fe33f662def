/** Reports: what is asked of clicks and what is answered. */
@NullMarked
package terse.report;

import org.jspecify.annotations.NullMarked;
