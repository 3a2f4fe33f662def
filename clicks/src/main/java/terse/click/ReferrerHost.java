package terse.click;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host of a Referer header. Paths and queries are never kept, nor are bare addresses. */
final class ReferrerHost {
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(?:https?|android-app)://(?:[^/?#\\\\]*@)?([^/?#\\\\@]*).*", Pattern.DOTALL);
  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");
  private static final Pattern ADDRESS = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final int LIMIT = 253;

  private ReferrerHost() {}

  /** The referrer, {@link Referrer#DIRECT} if the header names none that may be kept. */
  static Referrer of(String header) {
    var match = HEADER.matcher(header.strip());
    String host = match.matches() ? host(match.group(1)) : null;
    return host == null ? Referrer.DIRECT : new Referrer(host);
  }

  private static @Nullable String host(String authority) {
    String name = ascii(authority.replaceFirst(":[0-9]*$", ""));
    name = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "").replaceFirst("^www\\.", "");
    boolean fit = name.length() <= LIMIT && HOST.matcher(name).matches();
    return fit && !ADDRESS.matcher(name).matches() ? name : null;
  }

  private static String ascii(String name) {
    if (name.chars().allMatch(c -> c < 128)) {
      return name;
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return ""; // no such host can exist
    }
  }
}
