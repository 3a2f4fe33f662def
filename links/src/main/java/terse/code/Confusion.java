package terse.code;

import java.util.List;

/** How odd it would be to mistake one character for another: 0 for those that look alike. */
final class Confusion {
  private static final int ALIKE = 0;
  private static final int SIMILAR = 1;
  private static final int NEXT_TO = 2;
  private static final int FAR = 3;

  private static final List<String> LOOK_ALIKE =
      List.of("0OoQD", "1IlLi7", "5Ss", "2Zz", "8B", "6Gb", "9gq", "uv", "UV", "nmh", "VvYy");
  private static final List<String> KEYBOARD =
      List.of("1234567890-_", "qwertyuiop", "asdfghjkl", "zxcvbnm");

  private Confusion() {}

  /** How odd it would be to read or type one character for the other. */
  static int between(char a, char b) {
    if (Character.toLowerCase(a) == Character.toLowerCase(b)) {
      return ALIKE;
    }
    if (LOOK_ALIKE.stream().anyMatch(group -> group.indexOf(a) >= 0 && group.indexOf(b) >= 0)) {
      return ALIKE;
    }
    return areNeighbours(Character.toLowerCase(a), Character.toLowerCase(b)) ? NEXT_TO : FAR;
  }

  /** How odd it would be to type two characters that are so far apart in each other's place. */
  static int ofSwap(int distance) {
    return distance == 1 ? SIMILAR : FAR;
  }

  private static boolean areNeighbours(char a, char b) {
    return KEYBOARD.stream()
        .anyMatch(row -> row.indexOf(a) >= 0 && row.indexOf(b) >= 0 && distance(row, a, b) == 1);
  }

  private static int distance(String row, char a, char b) {
    return Math.abs(row.indexOf(a) - row.indexOf(b));
  }
}
