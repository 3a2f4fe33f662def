package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * Where a click came from, as far as its address tells.
 *
 * @param country ISO 3166-1 alpha-2, null if unknown
 * @param region ISO 3166-2 subdivision code with its country, such as {@code DE-BE}, null if
 *     unknown
 * @param city English name, null if unknown
 */
public record Place(@Nullable String country, @Nullable String region, @Nullable String city)
    implements Facet {

  /** Nowhere known. */
  public static final Place UNKNOWN = new Place(null, null, null);

  @Override
  public Kind kind() {
    return Kind.PLACE;
  }

  @Override
  public @Nullable String value(Dimension dimension) {
    return switch (dimension) {
      case COUNTRY -> country;
      case REGION -> region;
      case CITY -> city;
      default -> null;
    };
  }
}
