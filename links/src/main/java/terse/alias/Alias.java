package terse.alias;

import java.util.Locale;

/**
 * A name somebody chose for a link.
 *
 * @param display as typed, shown to people
 * @param folded in lower case: the form that is unique within a domain and looked up
 */
public record Alias(String display, String folded) {
  /** The form of a name that look-ups compare: ASCII letters in lower case. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
