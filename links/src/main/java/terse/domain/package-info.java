/** Domains: the hosts short links live on, and their settings. */
@NullMarked
package terse.domain;

import org.jspecify.annotations.NullMarked;
