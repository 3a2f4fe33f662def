package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * What a click belongs to by the UTM parameters of its query, each at most 128 characters.
 *
 * @param source who sent the traffic, null if absent
 * @param medium by what means, null if absent
 * @param campaign for which campaign, null if absent
 * @param term for which search term, null if absent
 * @param content which of several alike, null if absent
 */
public record Campaign(
    @Nullable String source,
    @Nullable String medium,
    @Nullable String campaign,
    @Nullable String term,
    @Nullable String content)
    implements Facet {

  /** No UTM parameter at all. */
  public static final Campaign NONE = new Campaign(null, null, null, null, null);

  @Override
  public Kind kind() {
    return Kind.CAMPAIGN;
  }

  @Override
  public @Nullable String value(Dimension dimension) {
    return switch (dimension) {
      case UTM_SOURCE -> source;
      case UTM_MEDIUM -> medium;
      case UTM_CAMPAIGN -> campaign;
      case UTM_TERM -> term;
      case UTM_CONTENT -> content;
      default -> null;
    };
  }
}
