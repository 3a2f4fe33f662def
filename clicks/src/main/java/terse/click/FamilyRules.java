package terse.click;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.Parser;

/**
 * ua-parser's rules for browsers, systems and programs. They are data; they are applied here
 * because ua-parser's own code neither bounds its work nor leaves out the device models, which are
 * half of the rules and not asked for.
 */
final class FamilyRules {
  private static final String SPIDER = "Spider";

  private final List<FamilyRule> browsers;
  private final List<FamilyRule> systems;
  private final List<FamilyRule> devices;

  private FamilyRules(Map<String, List<Map<String, String>>> rules) {
    this.browsers = read(rules, "user_agent_parsers", "family_replacement");
    this.systems = read(rules, "os_parsers", "os_replacement");
    this.devices = read(rules, "device_parsers", "device_replacement");
  }

  /** Reads the rules; takes most of a second. */
  static FamilyRules load() {
    try (InputStream in = Parser.class.getResourceAsStream("/ua_parser/regexes.yaml")) {
      if (in == null) {
        throw new IllegalStateException("ua-parser's rules are missing");
      }
      var yaml = new Yaml(new SafeConstructor(Parser.getDefaultLoaderOptions()));
      return new FamilyRules(yaml.load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<FamilyRule> read(
      Map<String, List<Map<String, String>>> rules, String list, String replacement) {
    return rules.getOrDefault(list, List.of()).stream()
        .map(rule -> FamilyRule.of(rule, replacement))
        .toList();
  }

  @Nullable String browser(CharSequence header) {
    return first(browsers, header);
  }

  @Nullable String system(CharSequence header) {
    return first(systems, header);
  }

  private static @Nullable String first(List<FamilyRule> rules, CharSequence header) {
    for (FamilyRule rule : rules) {
      String family = rule.family(header);
      if (family != null) {
        return family;
      }
    }
    return null;
  }

  /**
   * Whether the first device rule that holds is one of programs. Most headers fit none of these, so
   * that the many other rules are not needed.
   */
  boolean spider(CharSequence header) {
    for (int i = 0; i < devices.size(); i++) {
      if (isSpider(devices.get(i)) && devices.get(i).matches(header)) {
        return devices.subList(0, i).stream()
            .noneMatch(rule -> !isSpider(rule) && rule.matches(header));
      }
    }
    return false;
  }

  private static boolean isSpider(FamilyRule rule) {
    return SPIDER.equals(rule.replacement());
  }
}
