package terse.server;

import terse.code.Lengths;
import terse.code.Scheme;

/** How codes are made on domains that are added without saying so, by configuration. */
final class UsualScheme {
  private UsualScheme() {}

  static Scheme of(Config config) {
    int length = config.get(Settings.CODE_LENGTH);
    int longest = config.find(Settings.CODE_LONGEST_LENGTH).orElse(length);
    try {
      return new Scheme(
          config.get(Settings.CODE_SOURCE),
          config.get(Settings.CODE_ALPHABET),
          new Lengths(length, longest, config.get(Settings.CODE_FILL)),
          config.get(Settings.CODE_CHECK_SYMBOL),
          config.get(Settings.CODE_WRONG_CASE));
    } catch (IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The settings that begin with 'code-' do not go together: " + e.getMessage() + ".");
    }
  }
}
