package terse.server.redirect;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import terse.domain.Domain;

/**
 * Which domain a request is for, by its Host header. Unknown hosts are served by the default one.
 */
final class Hosts {
  /** What {@link #domain} returns for a text that cannot be a host. */
  static final int INVALID = -1;

  private static final int LONGEST = 260;
  private final Supplier<Map<String, Integer>> domains;

  /**
   * @param domains the domains' numbers by host, lower-case, with the port unless it is the
   *     scheme's own; a snapshot that may be another at every call
   */
  Hosts(Supplier<Map<String, Integer>> domains) {
    this.domains = domains;
  }

  /** The number of the domain; null stands for a request that names no host. */
  int domain(@Nullable String host) {
    if (host == null) {
      return Domain.DEFAULT_ID;
    }
    Map<String, Integer> known = domains.get();
    Integer exact = known.get(host);
    if (exact != null) {
      return exact;
    }
    return isHost(host) ? folded(known, host) : INVALID;
  }

  private static int folded(Map<String, Integer> known, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    Integer domain = known.get(lower);
    if (domain == null && (lower.endsWith(":80") || lower.endsWith(":443"))) {
      domain = known.get(lower.substring(0, lower.lastIndexOf(':')));
    }
    return domain == null ? Domain.DEFAULT_ID : domain;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c >= 0x7f || !(Character.isLetterOrDigit(c) || "-._:[]%~".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }
}
