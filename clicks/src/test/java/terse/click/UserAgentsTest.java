package terse.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua_parser.Client;
import ua_parser.Parser;

class UserAgentsTest {
  private static final List<String> ORDINARY =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/17.5 Safari/605.1.15",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Silk/126.2.1 like Chrome/126.0.6478.50 Safari/537.36",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML,"
              + " like Gecko) Chrome/41 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
          "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 TV Safari/537.36",
          "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; en)",
          "curl/8.5.0",
          "something else");

  /** Headers that drive expressions to try everything. */
  private static final List<String> HOSTILE =
      Stream.of(
              "a",
              "Mobile",
              "SonyEricsson",
              "Samsung Nokia LG ",
              "Android ",
              "; a",
              ";",
              "1.",
              "(",
              "-_",
              "Mozilla/",
              "Android; Build/ ",
              "BlackBerry9000/")
          .map(part -> "x" + part.repeat(10_000))
          .toList();

  private final UserAgents agents = new UserAgents();

  @Test
  void noHeaderIsLookedAtMoreThanABoundedNumberOfTimes() {
    assertThat(HOSTILE)
        .allSatisfy(
            header ->
                assertThat(agents.of(header).looks()).isLessThanOrEqualTo(UserAgents.MOST_LOOKS))
        .anySatisfy(
            header -> assertThat(agents.of(header).looks()).isEqualTo(UserAgents.MOST_LOOKS));
    assertThat(ORDINARY)
        .allSatisfy(
            header -> assertThat(agents.of(header).looks()).isLessThan(UserAgents.MOST_LOOKS / 2));
  }

  @Test
  void aHeaderMadeToBeSlowKeepsItsDevice() {
    String slow = "iPhone " + "Mobile".repeat(10_000);
    assertThat(agents.of(slow).looks()).isEqualTo(UserAgents.MOST_LOOKS);
    assertThat(agents.of(slow).agent()).isEqualTo(new Agent("mobile", null, null));
    assertThat(agents.of("curl/" + "Mobile".repeat(10_000)).bot()).isTrue();
  }

  @Test
  void rulesSayWhatUaParserSays() {
    var reference = new Parser();
    FamilyRules rules = FamilyRules.load();
    assertThat(ORDINARY)
        .allSatisfy(
            header -> {
              Client client = reference.parse(header);
              Agent agent = agents.of(header).agent();
              assertThat(agent.browser()).isEqualTo(known(client.userAgent.family));
              assertThat(agent.os()).isEqualTo(known(client.os.family));
              assertThat(rules.spider(header)).isEqualTo(client.device.family.equals("Spider"));
            });
  }

  private static @Nullable String known(String family) {
    return family.equals("Other") ? null : family;
  }

  @Test
  void aHeaderIsParsedOnce() {
    String header = ORDINARY.get(0);
    assertThat(agents.of(header)).isSameAs(agents.of(header));
  }
}
