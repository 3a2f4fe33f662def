package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * A click after enrichment: what reports are made of. It holds nothing that leads back to a person
 * once the salt of its period is destroyed.
 *
 * @param at when it was answered, milliseconds since 1970 UTC (event time)
 * @param link the link clicked
 * @param owner the account that owns the link
 * @param visitor keyed visitor hash, 0 for none; not comparable across salt periods
 * @param salt number of the salt period
 * @param bot whether a program clicked (crawler, link preview, monitor, library), a browser that
 *     fetched ahead of a visit included
 * @param tier what answered
 * @param micros server time in microseconds
 * @param place where it came from
 * @param agent what it was made with
 * @param referrer who sent it
 * @param campaign what it belongs to
 */
public record Click(
    long at,
    LinkRef link,
    int owner,
    long visitor,
    int salt,
    boolean bot,
    Tier tier,
    int micros,
    Place place,
    Agent agent,
    Referrer referrer,
    Campaign campaign) {

  /** This click, moved to an instant in milliseconds since 1970 if it was before that. */
  public Click notBefore(long earliest) {
    return at >= earliest
        ? this
        : new Click(
            earliest, link, owner, visitor, salt, bot, tier, micros, place, agent, referrer,
            campaign);
  }

  /** The facet of a kind. */
  public Facet facet(Facet.Kind kind) {
    return switch (kind) {
      case PLACE -> place;
      case AGENT -> agent;
      case REFERRER -> referrer;
      case CAMPAIGN -> campaign;
    };
  }

  /** What this click has for a dimension, null if unknown. */
  public @Nullable String value(Dimension dimension) {
    return facet(dimension.kind()).value(dimension);
  }
}
