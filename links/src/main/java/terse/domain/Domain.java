package terse.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A host that short links live on.
 *
 * @param id its number, 1 or more; 1 is the default domain
 * @param host lower-case A-label host, with ":port" if it is not the scheme's own
 * @param defaultExpiry how long links live when their creator does not say, null for ever
 */
public record Domain(int id, String host, @Nullable Duration defaultExpiry) {
  /** The number of the default domain, which serves every host that is not configured. */
  public static final int DEFAULT_ID = 1;
}
