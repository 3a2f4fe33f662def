package terse.click;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host of a Referer header. Paths and queries are never kept, nor are bare addresses. */
final class ReferrerHost {
  private static final String[] SCHEMES = {"https://", "http://", "android-app://"};
  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");
  private static final Pattern ADDRESS = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final int LIMIT = 253;

  private ReferrerHost() {}

  /**
   * Where the header says that it comes from, user and password left out: the part whose results
   * are worth remembering, since pages are many and hosts are few. Null if there is none.
   */
  static @Nullable String authority(String header) {
    String url = header.strip();
    for (String scheme : SCHEMES) {
      if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
        int end = end(url, scheme.length());
        int user = url.lastIndexOf('@', end - 1);
        return url.substring(Math.max(scheme.length(), user + 1), end);
      }
    }
    return null;
  }

  private static int end(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        return i;
      }
    }
    return url.length();
  }

  /** The referrer, {@link Referrer#DIRECT} if an authority names none that may be kept. */
  static Referrer of(String authority) {
    String name = ascii(withoutPort(authority)).toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    name = name.startsWith("www.") ? name.substring("www.".length()) : name;
    boolean fit = name.length() <= LIMIT && HOST.matcher(name).matches();
    return fit && !ADDRESS.matcher(name).matches() ? new Referrer(name) : Referrer.DIRECT;
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port =
        colon >= 0 && authority.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
    return port ? authority.substring(0, colon) : authority;
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
