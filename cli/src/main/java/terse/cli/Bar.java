package terse.cli;

/** A horizontal bar drawn with block characters, to an eighth of a column. */
final class Bar {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private Bar() {}

  /** A bar as long as its share of the columns; anything above zero can be seen. */
  static String of(long value, long most, int columns) {
    if (value <= 0 || most <= 0) {
      return "";
    }
    var eighths = Math.max(1, Math.round(8.0 * columns * value / most));
    var rest = (int) (eighths % 8);
    return "█".repeat((int) (eighths / 8)) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
  }
}
