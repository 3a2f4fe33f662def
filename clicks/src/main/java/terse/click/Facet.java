package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * A group of properties that clicks have in common and that are counted together: where from, with
 * what, sent by whom, for which campaign. One click has one of each; reports break them down
 * further, by {@link Dimension}.
 */
public sealed interface Facet permits Place, Agent, Referrer, Campaign {

  /** Which of the four this is. */
  Kind kind();

  /** The value of a dimension of this kind, null if unknown or of another kind. */
  @Nullable String value(Dimension dimension);

  /** Whether nothing is known, so that it need not be counted: the rest is what remains. */
  default boolean empty() {
    return equals(kind().empty());
  }

  /** The four groups. */
  enum Kind {
    PLACE(0),
    AGENT(1),
    REFERRER(2),
    CAMPAIGN(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number it is stored as, which never changes. */
    public int code() {
      return code;
    }

    /** The facet of this kind of which nothing is known. */
    public Facet empty() {
      return switch (this) {
        case PLACE -> Place.UNKNOWN;
        case AGENT -> Agent.UNKNOWN;
        case REFERRER -> Referrer.DIRECT;
        case CAMPAIGN -> Campaign.NONE;
      };
    }
  }
}
