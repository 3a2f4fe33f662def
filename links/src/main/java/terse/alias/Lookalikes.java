package terse.alias;

/** Characters folded to the letter they are read as: any case, "1" and "l" as "i", "4" as "a". */
final class Lookalikes {
  private static final String DIGITS_AS_LETTERS = "oizeasgtbg";

  private Lookalikes() {}

  /** A letter from a to z without l; any other character as it is. */
  static char fold(char c) {
    if (c >= '0' && c <= '9') {
      return DIGITS_AS_LETTERS.charAt(c - '0');
    }
    char small = c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    return small == 'l' ? 'i' : small;
  }

  static String fold(CharSequence text) {
    var folded = new StringBuilder(text.length());
    text.chars().forEach(c -> folded.append(fold((char) c)));
    return folded.toString();
  }
}
