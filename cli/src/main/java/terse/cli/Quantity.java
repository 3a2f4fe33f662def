package terse.cli;

import java.util.Locale;

/** Numbers of any size written for people. */
final class Quantity {
  private static final String[] THOUSANDS = {"", " k", " M", " G", " T", " P", " E"};

  private Quantity() {}

  /** A count: exact below a million, else four digits and a word for the size. */
  static String count(double value) {
    return value < 1e6 ? format("%,.0f", value) : scaled(value);
  }

  /** Bytes, in powers of a thousand. */
  static String bytes(double value) {
    return value < 1e3 ? format("%.0f B", value) : scaled(value) + "B";
  }

  /** A probability in per cent: as many digits as tell it from none and from certainty. */
  static String odds(double share) {
    var percent = 100 * share;
    if (percent != 0 && percent < 0.001) {
      return format("%.2g %%", percent);
    }
    return format(percent < 10 ? "%.3f %%" : "%.1f %%", percent);
  }

  /** A span of years, or of days if it is short. */
  static String years(double years) {
    return years < 1 ? format("%.1f days", 365 * years) : count(years) + " years";
  }

  private static String scaled(double value) {
    var step = Math.min(THOUSANDS.length - 1, (int) (Math.log10(value) / 3));
    var rest = value / Math.pow(1_000, step);
    return rest < 100_000 ? format("%.4g", rest) + THOUSANDS[step] : format("%.3e ", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library we do not ship
  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
