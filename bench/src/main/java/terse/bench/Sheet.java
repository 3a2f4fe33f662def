package terse.bench;

import java.util.Locale;

/** What a measurement prints. */
final class Sheet {
  private Sheet() {}

  /** One line, in the form of {@link String#format}. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library we do not ship
  static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
