package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

class WordingTest {

  /** If this fails after a change, ship the listing it expects. */
  @Test
  void shippedStatementsAreWhatJooqSaysNow() {
    assertThat(Wording.sqlite().listing()).isEqualTo(Wording.of(SQLDialect.SQLITE).listing());
  }

  @Test
  void everyStatementCanBeSaidToPostgres() {
    assertThat(Wording.of(SQLDialect.POSTGRES).listing().lines()).hasSize(Phrase.values().length);
  }
}
