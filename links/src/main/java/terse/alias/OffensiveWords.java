package terse.alias;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words that must appear in no short link. Digits that stand for letters are seen through. In a
 * code every word counts wherever it stands, for another code costs nothing; in a name people
 * chose, most count only as a part of their own, so that Scunthorpe and Penistone can have links.
 */
public final class OffensiveWords {
  private static final String BUILT_IN = "offensive-words.rot13";

  private final WordTrie trie = new WordTrie();
  private final List<String> innocent;

  /**
   * @param lines {@code word} counts anywhere, {@code ^word} at the start of a part, {@code word$}
   *     at its end, {@code ^word$} alone, {@code ~word} in codes only; within {@code !word} nothing
   *     counts
   */
  OffensiveWords(List<String> lines) {
    lines.stream().filter(line -> !isInnocent(line)).map(BadWord::parse).forEach(trie::add);
    this.innocent =
        lines.stream()
            .filter(OffensiveWords::isInnocent)
            .map(line -> Lookalikes.fold(line.substring(1)))
            .toList();
  }

  /** The built-in list. */
  public static OffensiveWords builtIn() {
    return new OffensiveWords(WordList.lines(BUILT_IN).map(WordList::rot13).toList());
  }

  /**
   * Whether a generated code holds an offensive word. Cheap: a few array look-ups, no allocation.
   */
  public boolean isOffensive(CharSequence code) {
    for (int from = 0; from < code.length(); from++) {
      if (wordBeginsAt(from, code)) {
        return true;
      }
    }
    return false;
  }

  private boolean wordBeginsAt(int from, CharSequence code) {
    boolean lettered = false;
    WordTrie node = trie;
    for (int i = from; i < code.length(); i++) {
      char c = code.charAt(i);
      node = node.step(Lookalikes.fold(c));
      if (node == null) {
        return false;
      }
      lettered |= !isDigit(c);
      if (lettered && node.endsWord()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name that somebody chose holds an offensive word. */
  public boolean isOffensiveName(String name) {
    return Stream.of(name, spelledOut(name))
        .flatMap(text -> Stream.of(text.split("[-_]")))
        .anyMatch(this::isOffensivePart);
  }

  private boolean isOffensivePart(String part) {
    return IntStream.range(0, part.length())
        .anyMatch(
            from ->
                wordBeginsAt(from, part)
                    && wordsAt(from, part).anyMatch(word -> counts(word, part, from)));
  }

  /** All words that begin at an index and have a letter that is no digit. */
  private Stream<BadWord> wordsAt(int from, String part) {
    return trie.wordsAlong(Lookalikes.fold(part.substring(from)))
        .filter(word -> !isNumber(part.substring(from, from + word.folded().length())));
  }

  private boolean counts(BadWord word, String part, int from) {
    int to = from + word.folded().length();
    return !word.onlyInCodes()
        && (!word.first() || startsPart(part, from))
        && (!word.last() || endsPart(part, to))
        && !isWithinInnocent(Lookalikes.fold(part), from, to);
  }

  private boolean isWithinInnocent(String part, int from, int to) {
    return innocent.stream()
        .anyMatch(
            word -> {
              int at = part.indexOf(word);
              return at >= 0 && at <= from && to <= at + word.length();
            });
  }

  private static boolean startsPart(String part, int from) {
    return from == 0 || isDigit(part.charAt(from - 1)) || isHump(part, from);
  }

  private static boolean endsPart(String part, int to) {
    return to == part.length() || isDigit(part.charAt(to)) || isHump(part, to);
  }

  /** Whether small letters turn into a capital here. */
  private static boolean isHump(String part, int index) {
    return Character.isLowerCase(part.charAt(index - 1))
        && Character.isUpperCase(part.charAt(index));
  }

  /** The letters of a name that stand alone between separators, as in "a-b-c-word". */
  private static String spelledOut(String name) {
    return name.replaceAll("[^-_]{2,}", "-").replaceAll("(?<=[^-_])[-_](?=[^-_](?:[-_]|$))", "");
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isInnocent(String line) {
    return line.startsWith("!");
  }
}
