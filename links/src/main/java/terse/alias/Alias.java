package terse.alias;

/**
 * A name somebody chose for a link.
 *
 * @param display as typed, shown to people
 * @param folded in lower case: the form that is unique within a domain and looked up
 */
public record Alias(String display, String folded) {
  /**
   * The form of a name that look-ups compare: A to Z in lower case. Nothing else is folded, so that
   * no letter beyond ASCII (such as the Kelvin sign) can stand for one within it.
   */
  public static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isCapital(name.charAt(i))) {
        return foldFrom(i, name);
      }
    }
    return name;
  }

  private static String foldFrom(int firstCapital, String name) {
    char[] folded = name.toCharArray();
    for (int i = firstCapital; i < folded.length; i++) {
      folded[i] += (char) (isCapital(folded[i]) ? 'a' - 'A' : 0);
    }
    return new String(folded);
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
