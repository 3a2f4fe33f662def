package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * What a click was made with.
 *
 * @param device {@code desktop}, {@code mobile}, {@code tablet}, {@code tv}, {@code other}; null if
 *     unknown
 * @param browser family, such as {@code Firefox}; null if unknown
 * @param os family, such as {@code Windows}; null if unknown
 */
public record Agent(@Nullable String device, @Nullable String browser, @Nullable String os)
    implements Facet {

  /** Nothing known. */
  public static final Agent UNKNOWN = new Agent(null, null, null);

  @Override
  public Kind kind() {
    return Kind.AGENT;
  }

  @Override
  public @Nullable String value(Dimension dimension) {
    return switch (dimension) {
      case DEVICE -> device;
      case BROWSER -> browser;
      case OS -> os;
      default -> null;
    };
  }
}
