/** The pages for people: server-rendered, usable without scripts. */
@NullMarked
package terse.server.web;

import org.jspecify.annotations.NullMarked;
