package terse.alias;

import java.util.function.Predicate;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The rules an alias must keep: letters, digits and single separators within it, no reserved or
 * offensive word, not the shape of a generated code. Immutable and thread-safe.
 */
public final class AliasPolicy {
  private final int shortest;
  private final int longest;
  private final ReservedWords reserved;
  private final OffensiveWords offensive;

  /**
   * @param shortest the least number of characters, 1 or more
   * @param longest the greatest number of characters, at least {@code shortest}
   * @param reserved names that nobody may have
   * @param offensive words that no alias may hold
   */
  public AliasPolicy(int shortest, int longest, ReservedWords reserved, OffensiveWords offensive) {
    if (shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException("aliases of " + shortest + " to " + longest);
    }
    this.shortest = shortest;
    this.longest = longest;
    this.reserved = reserved;
    this.offensive = offensive;
  }

  /** The rules of a fresh installation: 4 to 50 characters and the built-in words. */
  public static AliasPolicy standard() {
    return ofLength(4, 50);
  }

  /** The standard rules for aliases of {@code shortest} to {@code longest} characters. */
  public static AliasPolicy ofLength(int shortest, int longest) {
    return new AliasPolicy(shortest, longest, ReservedWords.builtIn(), OffensiveWords.builtIn());
  }

  /**
   * The alias for an input, which must match as a whole: nothing is trimmed.
   *
   * @param codeShape true for texts that a generated code of the same domain could have
   * @throws TerseException INVALID_ALIAS with the first rule that is broken
   */
  public Alias check(String input, Predicate<String> codeShape) {
    checkLength(input);
    checkCharacters(input);
    checkSeparators(input);
    checkWords(input, codeShape);
    return new Alias(input, Alias.fold(input));
  }

  private void checkLength(String input) {
    refuseIf(
        input.length() < shortest,
        "The alias is shorter than %d characters.".formatted(shortest),
        "Choose a longer one.");
    refuseIf(
        input.length() > longest,
        "The alias is longer than %d characters.".formatted(longest),
        "Choose a shorter one.");
  }

  private static void checkCharacters(String input) {
    refuseIf(
        !input.chars().allMatch(c -> isLetterOrDigit(c) || isSeparator(c)),
        "The alias holds a character other than A to Z, a to z, 0 to 9, hyphen and underscore.",
        "Leave it out or replace it.");
  }

  private static void checkSeparators(String input) {
    refuseIf(startsOrEndsWith("-", input), "The alias starts or ends with a hyphen.", "Remove it.");
    refuseIf(
        startsOrEndsWith("_", input), "The alias starts or ends with an underscore.", "Remove it.");
    refuseIf(
        hasAdjacentSeparators(input),
        "The alias has two separators (hyphens or underscores) in a row.",
        "Keep one of them.");
  }

  private void checkWords(String input, Predicate<String> codeShape) {
    refuseIf(reserved.contains(input), "The alias is a reserved word.", "Choose another one.");
    refuseIf(
        codeShape.test(input),
        "The alias looks like a code this service generates.",
        "Make it longer or shorter, or put a hyphen into it.");
    refuseIf(
        offensive.isOffensiveName(input),
        "The alias holds a word that many find offensive.",
        "Choose another one.");
  }

  private static boolean startsOrEndsWith(String separator, String input) {
    return input.startsWith(separator) || input.endsWith(separator);
  }

  private static boolean hasAdjacentSeparators(String input) {
    for (int i = 1; i < input.length(); i++) {
      if (isSeparator(input.charAt(i - 1)) && isSeparator(input.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isSeparator(int c) {
    return c == '-' || c == '_';
  }

  private static boolean isLetterOrDigit(int c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static void refuseIf(boolean broken, String happened, String remedy) {
    if (broken) {
      throw new TerseException(Fault.INVALID_ALIAS, happened + " Nothing was stored. " + remedy);
    }
  }
}
