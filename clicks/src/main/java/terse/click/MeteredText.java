package terse.click;

/**
 * A text that only so many characters may be looked at in all, each time counting: regular
 * expressions on a hostile text end in time, and at the same point on every machine. For one
 * thread.
 */
final class MeteredText implements CharSequence {
  private final String text;
  private final int most;
  private int looks;

  MeteredText(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /** Thrown instead of a character once too many were looked at. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpentException() {
      super("Too many characters were looked at", null, false, false);
    }
  }

  /** How many characters were looked at. */
  int looks() {
    return looks;
  }

  @Override
  public char charAt(int index) {
    if (looks >= most) {
      throw new SpentException();
    }
    looks++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
