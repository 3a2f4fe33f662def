package terse.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command reads and writes, and what it may assume about who is looking.
 *
 * @param in standard input
 * @param out results, and nothing else
 * @param err notes, progress and failures
 * @param outWatched whether {@code out} is a terminal
 * @param errWatched whether {@code err} is a terminal
 * @param environment the environment variables
 * @param directory what relative paths start from
 * @param time the clock
 */
record Terminal(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean outWatched,
    boolean errWatched,
    Map<String, String> environment,
    Path directory,
    Timekeeper time) {

  /** The terminal of this process; the launcher says which of its streams are watched. */
  static Terminal ofProcess() {
    var watched = System.getProperty("terse.watched", "");
    return new Terminal(
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        watched.contains("out"),
        watched.contains("err"),
        System.getenv(),
        Path.of(""),
        Timekeeper.SYSTEM);
  }

  /** {@code out} for a block that closes what it writes to: closing it only flushes. */
  PrintWriter unclosableOut() {
    return new PrintWriter(out) {
      @Override
      public void close() {
        flush();
      }
    };
  }

  /** The text in a colour of the ANSI palette if {@code out} may show it, else as it is. */
  String paint(int colour, String text) {
    return outWatched ? painted(colour, text) : text;
  }

  /** As {@link #paint}, for {@code err}. */
  String paintNote(int colour, String text) {
    return errWatched ? painted(colour, text) : text;
  }

  /** Whether {@code out} may show colours: on a terminal, unless NO_COLOR is set to anything. */
  boolean colours() {
    return outWatched && coloursAllowed();
  }

  private boolean coloursAllowed() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private String painted(int colour, String text) {
    return coloursAllowed() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
