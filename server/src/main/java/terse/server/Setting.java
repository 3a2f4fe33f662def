package terse.server;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key.
 *
 * @param name lower-case with hyphens; the flag is {@code --name}, the variable {@code TERSE_NAME}
 * @param type what its values are, for people
 * @param defaultText the default as it would be written, null for none
 * @param description one sentence
 * @param secret whether the value is secret: never printed, and readable from the file that {@code
 *     name-file} names
 * @param parse turns the text into the value; an {@link IllegalArgumentException}'s message says
 *     what the value must be
 */
public record Setting<T>(
    String name,
    String type,
    @Nullable String defaultText,
    String description,
    boolean secret,
    Function<String, T> parse) {

  /** The environment variable. */
  public String variable() {
    return variable(name);
  }

  static String variable(String name) {
    return "TERSE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }

  @Override
  public String toString() {
    return name;
  }
}
