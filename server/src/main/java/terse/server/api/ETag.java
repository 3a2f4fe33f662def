package terse.server.api;

import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Entity tags of links: the version in quotes. */
final class ETag {
  private ETag() {}

  static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that {@code If-Match} asks for, null if any will do.
   *
   * @throws TerseException {@code PRECONDITION_FAILED} if it can match no version
   */
  static @Nullable Long required(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    String tag = ifMatch.strip();
    if (!tag.matches("\"\\d{1,18}\"")) {
      throw new TerseException(
          Fault.PRECONDITION_FAILED,
          "If-Match must be one ETag of this link; nothing was changed.");
    }
    return Long.parseLong(tag.substring(1, tag.length() - 1));
  }

  /** Whether {@code If-None-Match} holds the tag (weak comparison). */
  static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String each : ifNoneMatch.split(",", -1)) {
      String tag = each.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
