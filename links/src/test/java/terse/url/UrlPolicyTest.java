package terse.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.seed.Seeds;

class UrlPolicyTest {
  private static final String AWKWARD =
      "ht ps:/\\.?#@%2eE0x[]1\u0000\t\n\u007F\u0085é\uD83D\uDE00\uD800中";

  private final UrlPolicy policy =
      new UrlPolicy(Set.of("go.example", "localhost:8080", "[::1]:8080", "bücher.example"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | EMPTY",
        "'   '                        | EMPTY",
        "example.com/page             | RELATIVE",
        "//example.com/page           | RELATIVE",
        "javascript:alert(1)          | SCHEME",
        "ftp://example.com/           | SCHEME",
        "localhost:9000/              | SCHEME",
        "http://                      | NO_HOST",
        "https://:443/                | NO_HOST",
        "http://exa%00mple.com/       | HOST_CHARACTER",
        "http://exa mple.com/         | HOST_CHARACTER",
        "http://xn--a.example/        | DOMAIN",
        "http://1.2.3.256/            | IPV4",
        "http://[1::2::3]/            | IPV6",
        "http://[::1/                 | IPV6",
        "http://example.com:65536/    | PORT",
        "http://example.com:http/     | PORT",
        "http://user@example.com/     | USERINFO",
        "http://example.com:80@evil.example/ | USERINFO",
        "http://@example.com/         | USERINFO",
        "http:\\\\example.com/        | BACKSLASH",
        "http://example.com/?a=\\     | BACKSLASH",
        "http://example.com/#\\       | BACKSLASH",
      })
  void refusesWithTheReason(String input, Refusal reason) {
    assertRefused(input, reason);
  }

  @ParameterizedTest
  @ValueSource(chars = {0, '\t', '\n', '\r', 27, 31, 127, 133})
  void refusesControlCharactersAnywhere(char control) {
    assertRefused("http://example.com/a" + control + "b", Refusal.CONTROL);
    assertRefused("http://example.com/" + control, Refusal.CONTROL);
    assertRefused(control + "http://example.com/", Refusal.CONTROL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://go.example/aZ3kP9q",
        "https://GO.example./x",
        "http://go%2Eexample",
        "http://localhost:8080/x",
        "http://[0:0::1]:8080/x",
        "https://xn--bcher-kva.example/",
        "https://b%C3%BCcher.example/"
      })
  void refusesItsOwnAddressesHoweverTheyAreWritten(String input) {
    assertRefused(input, Refusal.OWN_ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://go.example:8080/",
        "http://localhost/",
        "http://www.go.example/",
        "http://example.com/?http://go.example/",
      })
  void acceptsWhatOnlyLooksLikeItsOwnAddress(String input) {
    assertThat(policy.check(input).href()).isEqualTo(input);
  }

  @Test
  void refusesMoreThan8192BytesAsGivenAndAsSerialised() {
    String longest = "http://h/" + "a".repeat(8183);

    assertThat(policy.check(longest).href()).hasSize(8192).isEqualTo(longest);
    assertRefused(longest + "a", Refusal.TOO_LONG);
    assertRefused("http://h/" + "中".repeat(2728), Refusal.TOO_LONG);
    assertRefused("http://h/" + " ".repeat(2728) + "a", Refusal.TOO_LONG);
  }

  @Test
  void dropsSpacesAroundTheUrl() {
    assertThat(policy.check("  https://example.com/a b ").href())
        .isEqualTo("https://example.com/a%20b");
  }

  @Test
  void everyRefusalHasWordsOfItsOwn() {
    assertThat(Arrays.stream(Refusal.values()).map(each -> each.fault().detail()))
        .doesNotHaveDuplicates()
        .allSatisfy(detail -> assertThat(detail).contains(" Nothing was stored. ").endsWith("."));
  }

  @Test
  void whateverIsGivenIsRefusedOrBecomesPlainAsciiThatParsesToItself() {
    Seeds.check(
        20_000,
        random -> {
          String input = awkwardUrl(random);
          try {
            String href = policy.check(input).href();
            assertThat(href).matches("https?://[!-~]+").doesNotContain("\\@");
            assertThat(WebUrl.parse(href).href()).isEqualTo(href);
          } catch (TerseException refused) {
            assertThat(refused.fault()).isEqualTo(Fault.INVALID_URL);
          }
        });
  }

  private static String awkwardUrl(RandomGenerator random) {
    var url = new StringBuilder(random.nextInt(8) == 0 ? "" : "http://h");
    random
        .ints(random.nextInt(12), 0, AWKWARD.length())
        .mapToObj(AWKWARD::charAt)
        .forEach(url::append);
    return url.toString();
  }

  private void assertRefused(String input, Refusal reason) {
    assertThatExceptionOfType(TerseException.class)
        .isThrownBy(() -> policy.check(input))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.INVALID_URL))
        .withMessage(reason.fault().getMessage());
  }
}
