package terse.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/** What the fields of a link may hold, the same for new links and edits. */
final class LinkRules {
  private static final int LONGEST_TITLE = 512;
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_TAG = 64;
  private static final int MOST_VISITS = 1_000_000_000;
  private static final int USUAL_STATUS = 302;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308);
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private LinkRules() {}

  /** The title without blanks around it, null if nothing is left. */
  static @Nullable String title(@Nullable String title) {
    String stripped = title == null ? "" : title.strip();
    if (stripped.codePointCount(0, stripped.length()) > LONGEST_TITLE || !isPrintable(stripped)) {
      throw invalid("title", "at most " + LONGEST_TITLE + " characters, none of them a control.");
    }
    return stripped.isEmpty() ? null : stripped;
  }

  /** The tags without blanks around them, each once, sorted. */
  static List<String> tags(@Nullable List<String> tags) {
    List<String> distinct =
        tags == null ? List.of() : tags.stream().map(LinkRules::tag).distinct().sorted().toList();
    if (distinct.size() > MOST_TAGS) {
      throw invalid("tags", "at most " + MOST_TAGS + " of them.");
    }
    return distinct;
  }

  private static String tag(String tag) {
    String stripped = tag.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < 1 || length > LONGEST_TAG || !isPrintable(stripped)) {
      throw invalid("tags", "each 1 to " + LONGEST_TAG + " characters, none of them a control.");
    }
    return stripped;
  }

  static int status(@Nullable Integer status) {
    int given = status == null ? USUAL_STATUS : status;
    if (!STATUSES.contains(given)) {
      throw invalid("status", "a link redirects with 301, 302, 307 or 308.");
    }
    return given;
  }

  /** The expiry to the millisecond. */
  static @Nullable Instant expiry(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt == null) {
      return null;
    }
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(LATEST)) {
      throw new TerseException(
          Fault.INVALID_EXPIRY, "The expiry must be in the future and not after the year 9999.");
    }
    return expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The limit of visits, null for none.
   *
   * @param counted whether the store counts visits
   */
  static @Nullable Integer maxVisits(@Nullable Integer given, boolean counted) {
    if (given != null && !counted) {
      throw invalid("maxVisits", "the store of this server does not count visits yet.");
    }
    if (given != null && (given < 1 || given > MOST_VISITS)) {
      throw invalid("maxVisits", "from 1 to 1,000,000,000, or null for any number.");
    }
    return given;
  }

  static TerseException invalid(String field, String rule) {
    return new TerseException(
        Fault.INVALID_REQUEST, field + ": " + rule, List.of(new Violation("/" + field, rule)));
  }

  private static boolean isPrintable(String text) {
    return text.codePoints()
        .map(Character::getType)
        .noneMatch(
            type ->
                type == Character.CONTROL
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR);
  }
}
