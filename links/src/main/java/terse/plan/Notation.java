package terse.plan;

/** A way to write codes, by the number of symbols it has. */
public enum Notation {
  BASE16("base16", 16),
  BASE36("base36", 36),
  BASE58("base58", 58),
  BASE62("base62", 62),
  BASE64URL("base64url", 64);

  private final String label;
  private final int symbols;

  Notation(String label, int symbols) {
    this.label = label;
    this.symbols = symbols;
  }

  /** The name it is known by. */
  public String label() {
    return label;
  }

  /** How many different symbols one place of a code can hold. */
  public int symbols() {
    return symbols;
  }

  /** All codes of a length in this notation. */
  public CodeSpace ofLength(int length) {
    return new CodeSpace(symbols, length);
  }
}
