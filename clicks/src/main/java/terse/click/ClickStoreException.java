package terse.click;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A store of clicks that cannot do what it was asked. The message is one sentence. */
public final class ClickStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public ClickStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
