package terse.cli;

import java.io.Serial;

/** A command's failure, told in one clear sentence, and the exit code that goes with it. */
final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  Failure(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  /** One of {@link Exit}. */
  int exitCode() {
    return exitCode;
  }

  /** What went wrong, for people. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
