package terse.cache;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The shared cache did not answer in time, or not at all. Never reaches a caller of the product.
 */
public final class SharedCacheException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public SharedCacheException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
