package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import terse.fault.TerseException;

final class AcceptTest {
  private static final Set<String> BOTH =
      new LinkedHashSet<>(List.of("application/json", "text/csv"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "text/csv|text/csv",
        "TEXT/CSV|text/csv",
        "text/*|text/csv",
        "text/csv;q=0.5, application/json;q=0.4|text/csv",
        "text/csv;q=0.5, */*|application/json",
        "text/html, */*;q=0.1|application/json",
        "application/json;q=0, */*|text/csv"
      })
  void mostWantedTypeIsChosen(String header, String chosen) {
    assertThat(Accept.choose(header, BOTH)).isEqualTo(chosen);
  }

  @Test
  void firstTypeIsTheUsualOne() {
    assertThat(Accept.choose(null, BOTH)).isEqualTo("application/json");
    assertThat(Accept.choose("", BOTH)).isEqualTo("application/json");
  }

  @Test
  void whatCannotBeProducedIsRefused() {
    assertThatThrownBy(() -> Accept.choose("image/png", BOTH)).isInstanceOf(TerseException.class);
    assertThatThrownBy(() -> Accept.choose("*/*;q=0", BOTH)).isInstanceOf(TerseException.class);
  }
}
