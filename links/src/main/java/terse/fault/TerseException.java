package terse.fault;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product: a {@link Fault} and a detail that says what happened, what was
 * not changed and what to do next. Expected faults carry no stack trace, since they are answers
 * rather than defects; those with a cause do.
 */
public final class TerseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Fault fault;
  private final transient List<Violation> violations;
  private final transient List<String> suggestions;

  /** An expected fault. The detail is shown to the caller and must hold no secret. */
  public TerseException(Fault fault, String detail) {
    this(fault, detail, List.of());
  }

  /** The same fault with what the caller may have meant. */
  public static TerseException suggesting(TerseException fault, List<String> suggestions) {
    return new TerseException(fault.fault, fault.detail(), fault.violations, suggestions);
  }

  /** An expected fault that names what is wrong with which fields; shown to the caller. */
  public TerseException(Fault fault, String detail, List<Violation> violations) {
    this(fault, detail, violations, List.of());
  }

  private TerseException(
      Fault fault, String detail, List<Violation> violations, List<String> suggestions) {
    super(detail, null, false, false);
    this.fault = fault;
    this.violations = List.copyOf(violations);
    this.suggestions = List.copyOf(suggestions);
  }

  /** A failure of something underneath. The cause is logged, never shown. */
  public TerseException(Fault fault, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, true);
    this.fault = fault;
    this.violations = List.of();
    this.suggestions = List.of();
  }

  public Fault fault() {
    return fault;
  }

  /** What is wrong with which fields; empty if the detail says it all. */
  public List<Violation> violations() {
    return violations;
  }

  /** What the caller may have meant instead, the likeliest first; empty if nothing is known. */
  public List<String> suggestions() {
    return suggestions;
  }

  /** The detail shown to the caller; never null. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
