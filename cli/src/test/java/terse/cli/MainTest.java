package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MainTest {
  private final TypedTerminal typed = new TypedTerminal();

  @Test
  void helpNamesExitCodesAndWhereTheServerIs() {
    assertThat(typed.run("--help")).isZero();
    assertThat(typed.out()).contains("Exit codes:", "TERSE_SERVER", "serve");
  }

  @Test
  void noCommandShowsTheHelp() {
    assertThat(typed.run()).isZero();
    assertThat(typed.out()).contains("Usage: terse");
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertThat(typed.run("shrotn")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).contains("shrotn");
  }

  @Test
  void versionIsTheOneThatWasBuilt() {
    assertThat(typed.run("--version")).isZero();
    assertThat(typed.out().strip()).matches("terse \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void coloursAreUsedOnATerminalOnly() {
    typed.run("--help");
    assertThat(typed.out()).doesNotContain("\u001b[");
  }

  @Test
  void noColorIsHonouredOnATerminal() {
    typed.watch().set("NO_COLOR", "1").run("--help");
    assertThat(typed.out()).doesNotContain("\u001b[");
  }

  @Test
  void aWatchedTerminalIsColoured() {
    typed.watch().run("--help");
    assertThat(typed.out()).contains("\u001b[");
  }
}
