package terse.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The slips of the keyboard that turn a code with a check symbol into a text: one wrong character,
 * or two that changed places. Of all texts that are one slip away from a wrong one, the check
 * symbol leaves about one a place.
 */
public final class Slips {
  private final CodeForm form;

  /**
   * @param form of codes with a check symbol
   */
  public Slips(CodeForm form) {
    this.form = form;
  }

  /**
   * The codes that a text may have been meant as, those first that are most easily mistaken for it.
   *
   * @param text of a code's length; what is no symbol counts as a wrong character
   * @return empty if the text is a code, or two slips away from any
   */
  public SequencedSet<String> meant(String text) {
    SequencedSet<String> codes = new LinkedHashSet<>();
    if (text.length() == form.textLength() && form.decode(text) == CodeForm.NOT_A_CODE) {
      List<Slip> slips = new ArrayList<>();
      char[] characters = spelled(text);
      addWrong(characters, slips);
      addSwapped(characters, slips);
      slips.sort(Comparator.comparingInt(Slip::oddity));
      slips.forEach(slip -> codes.add(slip.code()));
    }
    return codes;
  }

  /** The text in the alphabet's symbols, where it has characters that are read as such. */
  private char[] spelled(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      int digit = form.alphabet().digit(characters[i]);
      characters[i] = digit < 0 ? characters[i] : form.alphabet().symbol(digit);
    }
    return characters;
  }

  private void addWrong(char[] text, List<Slip> slips) {
    for (int place = 0; place < text.length; place++) {
      char typed = text[place];
      for (int digit = 0; digit < form.alphabet().radix(); digit++) {
        text[place] = form.alphabet().symbol(digit);
        addIfCode(text, Confusion.between(typed, text[place]), slips);
      }
      text[place] = typed;
    }
  }

  private void addSwapped(char[] text, List<Slip> slips) {
    for (int first = 0; first < text.length; first++) {
      for (int second = first + 1; second < text.length; second++) {
        swap(text, first, second);
        addIfCode(text, Confusion.ofSwap(second - first), slips);
        swap(text, first, second);
      }
    }
  }

  private static void swap(char[] text, int first, int second) {
    char kept = text[first];
    text[first] = text[second];
    text[second] = kept;
  }

  private void addIfCode(char[] text, int oddity, List<Slip> slips) {
    String code = new String(text);
    if (form.decode(code) != CodeForm.NOT_A_CODE) {
      slips.add(new Slip(code, oddity));
    }
  }

  /**
   * A code and how odd the slip would be that it takes.
   *
   * @param oddity see {@link Confusion}
   */
  private record Slip(String code, int oddity) {}
}
