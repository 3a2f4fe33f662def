package terse.cli;

/** Text from elsewhere made safe to print on a terminal. */
final class Printable {
  private Printable() {}

  /** The text without control characters, cut to a number of characters. */
  static String of(String text, int most) {
    var clean = text.codePoints().filter(c -> !Character.isISOControl(c)).toArray();
    return clean.length <= most
        ? new String(clean, 0, clean.length)
        : new String(clean, 0, most - 1) + "…";
  }
}
