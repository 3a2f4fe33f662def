package terse.server.redirect;

import org.jspecify.annotations.Nullable;

/** What a request asks for, read from its request target (RFC 9112, 3.2). */
sealed interface Target {
  /** The page at the root. */
  record Landing() implements Target {}

  /** What crawlers ask first. */
  record Robots() implements Target {}

  /** The icon browsers ask for unasked. */
  record Favicon() implements Target {}

  /** An address that no link can have. */
  record Nowhere() implements Target {}

  /** Not a request target. */
  record Malformed() implements Target {}

  /**
   * A link, or its preview page.
   *
   * @param code as typed, percent-decoded, without the {@code +}
   * @param path the same as sent, with its slash: how to address the link
   * @param query what follows the first question mark, null if there is none
   * @param preview whether the preview page is asked for
   */
  record Code(String code, String path, @Nullable String query, boolean preview)
      implements Target {}
}
