package terse.click;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit to be stored and shown. */
final class Text {
  /** The longest value kept, in UTF-16 units. */
  static final int LIMIT = 128;

  private Text() {}

  /** Without controls, halves of surrogates and outer blanks, cut at the limit; null if empty. */
  static @Nullable String clean(String text) {
    var kept = new StringBuilder(Math.min(text.length(), LIMIT));
    text.codePoints()
        .filter(Text::shown)
        .takeWhile(c -> kept.length() + Character.charCount(c) <= LIMIT)
        .forEach(kept::appendCodePoint);
    String result = kept.toString().strip();
    return result.isEmpty() ? null : result;
  }

  private static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
