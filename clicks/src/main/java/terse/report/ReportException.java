package terse.report;

import java.io.Serial;

/** A report refused. The message is one sentence for whoever asked. */
public final class ReportException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Reason reason;

  public ReportException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why a report is refused. */
  public enum Reason {
    /** As many reports as may wait are waiting: ask again. */
    BUSY,
    /**
     * The series would be longer than {@link Buckets#LIMIT}: ask for wider buckets or less time.
     */
    TOO_MANY_BUCKETS,
    /** The range begins before the single clicks that a filter needs are kept: begin it later. */
    NOT_KEPT
  }
}
