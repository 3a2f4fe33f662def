package terse.click;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of ua-parser's rules: an expression, and what a header belongs to in which it is found. */
record FamilyRule(Pattern pattern, @Nullable String replacement) {

  /** Reads a rule as ua-parser writes it down. */
  static FamilyRule of(Map<String, String> rule, String replacement) {
    int flags = "i".equals(rule.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
    String regex = rule.get("regex");
    if (regex == null) {
      throw new IllegalArgumentException("A user agent rule without an expression");
    }
    return new FamilyRule(Pattern.compile(regex, flags), rule.get(replacement));
  }

  boolean matches(CharSequence header) {
    return pattern.matcher(header).find();
  }

  /** The family, null if the header is of none by this rule. */
  @Nullable String family(CharSequence header) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      return null;
    }
    String first = matcher.groupCount() > 0 ? matcher.group(1) : null;
    return replacement == null || first == null
        ? (replacement == null ? first : replacement)
        : replacement.replace("$1", first);
  }
}
