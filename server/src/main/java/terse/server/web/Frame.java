package terse.server.web;

import org.jspecify.annotations.Nullable;
import terse.key.ApiKey;
import terse.server.security.Sessions;

/**
 * What every page has around its content.
 *
 * @param title of the page, without the product's name
 * @param person who is signed in, null if nobody is
 * @param notice what has just been done, empty for nothing
 * @param assets where the files are
 */
record Frame(String title, Sessions.@Nullable Person person, String notice, Assets assets) {

  String asset(String name) {
    return assets.path(name);
  }

  boolean isSignedIn() {
    return person != null;
  }

  /** Whose key it is. */
  String who() {
    return person == null
        ? ""
        : person.key().name() + (person.key().role() == ApiKey.Role.ADMIN ? " (admin)" : "");
  }

  /** What forms must hold; empty if nobody is signed in. */
  String token() {
    return person == null ? "" : person.formToken();
  }
}
