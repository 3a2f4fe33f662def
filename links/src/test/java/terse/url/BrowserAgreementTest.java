package terse.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import terse.fault.TerseException;
import terse.url.UrlCases.UrlCase;

class BrowserAgreementTest {
  @ParameterizedTest
  @CsvSource({"rules.tsv, 150", "wpt-cases.tsv, 300", "oracle-corpus.tsv.gz, 4000"})
  void everyRecordedUrlIsParsedAsBrowsersDo(String resource, int atLeast) {
    List<UrlCase> cases = UrlCases.read(resource).cases();

    assertThat(cases).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(cases.stream().filter(each -> !href(each.input()).equals(each.href())))
        .as("cases parsed otherwise than recorded")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rules.tsv", "wpt-cases.tsv", "oracle-corpus.tsv.gz"})
  void whatIsParsedOnceStaysAsItIs(String resource) {
    assertThat(UrlCases.read(resource).cases())
        .filteredOn(each -> !each.href().equals("!"))
        .allSatisfy(each -> assertThat(href(each.href())).isEqualTo(each.href()));
  }

  private static String href(String input) {
    try {
      return WebUrl.parse(input).href();
    } catch (TerseException refused) {
      return "!";
    }
  }
}
