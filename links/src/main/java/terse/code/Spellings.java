package terse.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The ways to write a text in capitals and small letters that an alphabet tells apart. */
public final class Spellings {
  /** Letters of a text up to which all spellings of it are tried: 1,024 of them. */
  public static final int MOST_LETTERS = 10;

  private Spellings() {}

  /**
   * All other spellings of a text.
   *
   * @return empty if there are none, or more than can be tried
   */
  public static List<String> of(Alphabet alphabet, String text) {
    int[] places = twofold(alphabet, text);
    if (places.length == 0 || places.length > MOST_LETTERS) {
      return List.of();
    }
    List<String> spellings = new ArrayList<>((1 << places.length) - 1);
    char[] characters = text.toCharArray();
    for (int changed = 1; changed < 1 << places.length; changed++) {
      for (int i = 0; i < places.length; i++) {
        char typed = text.charAt(places[i]);
        characters[places[i]] = (changed >> i & 1) == 0 ? typed : Alphabet.inOtherCase(typed);
      }
      spellings.add(new String(characters));
    }
    return spellings;
  }

  /** Where letters stand that the alphabet has in both cases. */
  private static int[] twofold(Alphabet alphabet, String text) {
    return IntStream.range(0, text.length())
        .filter(i -> alphabet.tellsCaseOf(text.charAt(i)))
        .toArray();
  }
}
