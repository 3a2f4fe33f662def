package terse.cli;

/** The exit codes, which scripts rely on. */
final class Exit {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;
  static final int UNAUTHORIZED = 4;
  static final int NOT_FOUND = 5;

  private Exit() {}
}
