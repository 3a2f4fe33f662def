/** The feed: how nodes learn from the store what happened on others, and know that they know. */
@NullMarked
package terse.feed;

import org.jspecify.annotations.NullMarked;
