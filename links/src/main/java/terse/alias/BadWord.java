package terse.alias;

/**
 * A word that is not wanted, and where it counts.
 *
 * @param folded its letters, see {@link Lookalikes}
 * @param first whether it counts only at the start of a part of a name
 * @param last whether it counts only at the end of a part of a name
 * @param onlyInCodes whether people may use it in names, as it has innocent meanings
 */
record BadWord(String folded, boolean first, boolean last, boolean onlyInCodes) {
  /** Reads {@code word}, {@code ^word}, {@code word$}, {@code ^word$} or {@code ~word}. */
  static BadWord parse(String line) {
    String word = line.replaceAll("[\\^$~]", "");
    return new BadWord(
        Lookalikes.fold(word), line.startsWith("^"), line.endsWith("$"), line.startsWith("~"));
  }
}
