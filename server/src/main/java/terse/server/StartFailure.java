package terse.server;

import java.io.Serial;

/** A reason not to start: one sentence for the operator, and the exit code that goes with it. */
public final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  private StartFailure(
      int exitCode, String sentence, @org.jspecify.annotations.Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** The configuration is wrong: exit code 2. */
  public static StartFailure configuration(String sentence) {
    return new StartFailure(2, sentence, null);
  }

  /** Something that is needed is not there: exit code 1. */
  public static StartFailure because(String sentence, Throwable cause) {
    return new StartFailure(1, sentence, cause);
  }

  /** Something that is needed is not there: exit code 1. */
  public static StartFailure because(String sentence) {
    return new StartFailure(1, sentence, null);
  }

  /** The process's exit code, 1 or 2. */
  public int exitCode() {
    return exitCode;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
