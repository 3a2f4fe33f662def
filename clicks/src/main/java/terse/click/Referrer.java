package terse.click;

import org.jspecify.annotations.Nullable;
import terse.report.Dimension;

/**
 * Who sent a click: a host, never a page.
 *
 * @param host lower-case, in A-labels, without {@code www.} and port; null for direct clicks
 */
public record Referrer(@Nullable String host) implements Facet {

  /** Nobody known. */
  public static final Referrer DIRECT = new Referrer(null);

  @Override
  public Kind kind() {
    return Kind.REFERRER;
  }

  @Override
  public @Nullable String value(Dimension dimension) {
    return dimension == Dimension.REFERRER ? host : null;
  }
}
