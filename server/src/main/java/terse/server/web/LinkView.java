package terse.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link as pages show it.
 *
 * @param shortText the short URL without its scheme
 * @param target the serialised target
 * @param readable the target with its host in letters, equal to {@code target} if it is anyway
 * @param title null if it has none
 * @param expires null for never
 * @param visits how many of its limited visits are used, as in “3 of 5”; null without a limit
 * @param lately its clicks of the last 30 days, null if they are not known now
 */
record LinkView(
    String id,
    String shortUrl,
    String shortText,
    String target,
    String readable,
    @Nullable String title,
    List<String> tags,
    Moment created,
    Moment updated,
    @Nullable Moment expires,
    @Nullable String visits,
    State state,
    long version,
    @Nullable Spark lately) {

  /** What a visitor meets. */
  enum State {
    ACTIVE("Active"),
    EXPIRED("Expired"),
    DISABLED("Disabled");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** The name in the style sheet. */
    String style() {
      return "state-" + text.toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What to call the link: its title, or its short URL. */
  String name() {
    return title == null ? shortText : title;
  }

  /** What to call the link beside its short URL: its title, or where it leads. */
  String heading() {
    return title == null ? readable.split("[/?#]", 4)[2] : title;
  }

  /** Whether the host reads otherwise than it is requested. */
  boolean isInternational() {
    return !readable.equals(target);
  }
}
