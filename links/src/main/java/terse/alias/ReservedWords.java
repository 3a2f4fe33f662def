package terse.alias;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that no link may have, since they would look like a page of the service or lend themselves
 * to phishing. Case and separators do not count: {@code Log-In} is {@code login}.
 */
public final class ReservedWords {
  private static final String BUILT_IN = "reserved-words.txt";

  private final Set<String> words;

  /** The given words; case and separators do not count. */
  public ReservedWords(Collection<String> words) {
    this.words = words.stream().map(ReservedWords::bare).collect(Collectors.toUnmodifiableSet());
  }

  /** The built-in list. */
  public static ReservedWords builtIn() {
    return new ReservedWords(WordList.lines(BUILT_IN).toList());
  }

  /** Whether a name is reserved. A name that merely contains a reserved word is not. */
  public boolean contains(String name) {
    return words.contains(bare(name));
  }

  private static String bare(String name) {
    return Alias.fold(name).replace("-", "").replace("_", "");
  }
}
