package terse.alias;

import java.util.function.Predicate;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The rules an alias must keep. Immutable and thread-safe. */
public final class AliasPolicy {
  private final int shortest;
  private final int longest;
  private final OffensiveWords offensive;

  /**
   * @param shortest the least number of characters, 1 or more
   * @param longest the greatest number of characters
   * @param offensive words that no alias may hold
   */
  public AliasPolicy(int shortest, int longest, OffensiveWords offensive) {
    this.shortest = shortest;
    this.longest = longest;
    this.offensive = offensive;
  }

  /** The rules of a fresh installation: 4 to 50 characters and the built-in word list. */
  public static AliasPolicy standard() {
    return new AliasPolicy(4, 50, OffensiveWords.builtIn());
  }

  /**
   * The alias for an input.
   *
   * @param codeShape true for texts that a generated code of the same domain could have
   * @throws TerseException INVALID_ALIAS with the rule that is broken
   */
  public Alias check(String input, Predicate<String> codeShape) {
    if (input.length() < shortest
        || input.length() > longest
        || codeShape.test(input)
        || offensive.isOffensive(input)) {
      throw new TerseException(Fault.INVALID_ALIAS, "The alias cannot be used.");
    }
    return new Alias(input, Alias.fold(input));
  }
}
