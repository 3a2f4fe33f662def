package terse.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A progress bar on standard error, redrawn in place; nothing at all if nobody watches. */
final class Progress {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final int COLUMNS = 30;

  private final Terminal terminal;
  private final long total;
  private Instant drawn = Instant.EPOCH;

  /**
   * @param total how much there is to do, 0 if unknown
   */
  Progress(Terminal terminal, long total) {
    this.terminal = terminal;
    this.total = total;
  }

  /** Shows that so much of the total is done, and a note beside it. */
  void show(long done, String note) {
    var now = terminal.time().instant();
    if (terminal.errWatched() && !now.isBefore(drawn.plus(REDRAW))) {
      drawn = now;
      draw(bar(done) + " " + note);
    }
  }

  /** Shows a note at once, whatever was shown before. */
  void insist(long done, String note) {
    drawn = Instant.EPOCH;
    show(done, note);
  }

  /** Takes the bar away. */
  void end() {
    if (terminal.errWatched()) {
      draw("");
    }
  }

  private String bar(long done) {
    if (total <= 0) {
      return "…";
    }
    var share = Math.min(1, (double) done / total);
    var filled = (int) Math.round(share * COLUMNS);
    return String.format(
        Locale.ROOT,
        "%s%s %3.0f %%",
        terminal.paintNote(32, "█".repeat(filled)),
        "░".repeat(COLUMNS - filled),
        100 * share);
  }

  private void draw(String line) {
    terminal.err().print("\r\u001b[K" + line);
    terminal.err().flush();
  }
}
