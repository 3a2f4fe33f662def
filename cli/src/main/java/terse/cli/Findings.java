package terse.cli;

/** What a check found, one line each, and whether anything of it is wrong. */
final class Findings {
  private final Terminal terminal;
  private boolean wrong;

  Findings(Terminal terminal) {
    this.terminal = terminal;
  }

  void check(boolean holds, String good, String bad) {
    if (holds) {
      good(good);
    } else {
      bad(bad);
    }
  }

  void good(String sentence) {
    terminal.out().println(terminal.paint(32, "✓ ") + sentence);
  }

  void remark(String sentence) {
    terminal.out().println(terminal.paint(33, "! ") + sentence);
  }

  void bad(String sentence) {
    wrong = true;
    terminal.out().println(terminal.paint(31, "✗ ") + sentence);
  }

  int exitCode() {
    return wrong ? Exit.FAILED : Exit.OK;
  }
}
