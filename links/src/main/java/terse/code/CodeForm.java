package terse.code;

import org.jspecify.annotations.Nullable;

/**
 * How numbers are written as codes of one length, with a check symbol or without. Every number has
 * one text at most, and every text one number at most. Immutable and thread-safe.
 */
public final class CodeForm {
  /** What {@link #decode} answers for a text that is no code. */
  public static final long NOT_A_CODE = FixedWidthCodec.NOT_A_CODE;

  private final FixedWidthCodec codec;
  private final @Nullable CheckSymbol check;

  /**
   * @param length how many symbols, the check symbol aside
   */
  public CodeForm(Alphabet alphabet, int length, boolean checkSymbol) {
    this.codec = new FixedWidthCodec(alphabet, length);
    this.check = checkSymbol ? CheckSymbol.of(alphabet.radix(), length) : null;
  }

  /** How many numbers there are: radix^length. */
  public long size() {
    return codec.size();
  }

  /** How many symbols every text has, the check symbol included. */
  public int textLength() {
    return check == null ? codec.length() : codec.length() + 1;
  }

  /** The alphabet the texts are written in. */
  public Alphabet alphabet() {
    return codec.alphabet();
  }

  /**
   * The text of a number.
   *
   * @return null if its check symbol is none of the alphabet's
   * @throws IllegalArgumentException if the number is negative or not below {@link #size}
   */
  public @Nullable String encode(long number) {
    return check == null ? codec.encode(number) : codec.encode(number, check);
  }

  /**
   * The number of a text; {@link #NOT_A_CODE} if its length, one of its symbols or its check symbol
   * is wrong.
   */
  public long decode(CharSequence text) {
    return check == null ? codec.decode(text) : codec.decode(text, check);
  }

  /** Whether a text has the length of a code and only its symbols, whatever its check symbol. */
  public boolean hasShape(CharSequence text) {
    return text.length() == textLength() && alphabet().reads(text);
  }
}
