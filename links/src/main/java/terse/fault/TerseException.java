package terse.fault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product: a {@link Fault} and a detail that says what happened, what was
 * not changed and what to do next. Expected faults carry no stack trace, since they are answers
 * rather than defects; those with a cause do.
 */
public final class TerseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Fault fault;

  /** An expected fault. The detail is shown to the caller and must hold no secret. */
  public TerseException(Fault fault, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
  }

  /** A failure of something underneath. The cause is logged, never shown. */
  public TerseException(Fault fault, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, true);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** The detail shown to the caller; never null. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
