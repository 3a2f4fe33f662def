package terse.server.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers would like (RFC 7240). What is not understood is passed over, as it says there. */
final class Prefer {
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)[ \\t]*wait[ \\t]*=[ \\t]*\"?(\\d{1,6})\"?[ \\t]*(?=$|[,;])",
          Pattern.CASE_INSENSITIVE);

  private Prefer() {}

  /** The seconds that the caller would wait, 0 if none are said. */
  static int waitSeconds(@Nullable String header) {
    Matcher wait = WAIT.matcher(header == null ? "" : header);
    return wait.find() ? Integer.parseInt(wait.group(1)) : 0;
  }
}
