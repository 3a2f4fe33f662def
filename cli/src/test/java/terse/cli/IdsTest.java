package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdsTest {
  private final TypedTerminal typed = new TypedTerminal();

  @Test
  void snowflakeIsTakenApartAsTextAndAsNumber() {
    assertThat(typed.run("id", "decode", "817209263374503937")).isZero();
    assertThat(typed.out())
        .containsPattern("kind +snowflake\n")
        .containsPattern("madeAt +2026-03-05T01:37:51.402Z\n")
        .containsPattern("datacenter +12\nworker +9\nsequence +1\n");
    assertThat(typed.run("id", "decode", "0")).isZero();
    assertThat(typed.out()).containsPattern("madeAt +2020-01-01T00:00:00Z\n");
  }

  @Test
  void ulidAndUuidSayWhenTheyWereMade() {
    assertThat(typed.run("id", "decode", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--json")).isZero();
    assertThat(typed.out()).contains("\"ulid\"").contains("2016-07-30T23:54:10.259Z");
    assertThat(typed.run("id", "decode", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")).isZero();
    assertThat(typed.out()).contains("uuidv7").contains("2022-02-22T19:22:22Z");
    assertThat(typed.run("id", "decode", "919108f7-52d1-4320-9bac-f847db4148a8")).isZero();
    assertThat(typed.out()).contains("uuidv4");
  }

  @Test
  void whatIsNoIdIsWrongUsage() {
    for (String text : new String[] {"", "!", "zzzzzzzzzzzzz", "99999999999999999999"}) {
      assertThat(typed.run("id", "decode", text)).as(text).isEqualTo(Exit.USAGE);
      assertThat(typed.err()).contains("is no id");
    }
    assertThat(typed.run("id", "decode", "0", "--alphabet=aa")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).contains("no alphabet");
  }
}
