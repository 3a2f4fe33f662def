package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.SQLDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

  /** If this fails after a change, ship the listing it expects. */
  @ParameterizedTest
  @EnumSource(
      value = SQLDialect.class,
      names = {"SQLITE", "POSTGRES"})
  void shippedStatementsAreWhatJooqSaysNow(SQLDialect dialect) {
    assertThat(Wording.shipped(dialect).listing()).isEqualTo(Wording.of(dialect).listing());
  }
}
