package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private final TypedTerminal typed = new TypedTerminal();

  @Test
  void thirteenSymbolsKeepABillionRandomCodesDistinct() {
    assertThat(typed.run("plan", "--links=1G", "--confidence=99.99%")).isZero();
    assertThat(typed.out()).containsPattern("base62 +3\\.522 T +6 +13\n");
  }

  @Test
  void theUsualTableOfCollisionOddsIsRight() {
    typed.run("plan");
    assertThat(typed.out())
        .containsPattern("1\\.000 M +13\\.2 % +0\\.142 pairs")
        .containsPattern("100\\.0 M +100\\.0 % +1,420 pairs")
        .containsPattern("1\\.000 G +100\\.0 % +141,980 pairs")
        .contains("2.210 M links make one as likely as not");
  }

  @Test
  void tenYearsAndTheFilterAreRight() {
    typed.run("plan", "--length=7");
    assertThat(typed.out())
        .containsPattern("7 +3\\.522 T .* 11,167/s")
        .containsPattern("8 +218\\.3 T .* 692,352/s")
        .contains("14.38 bits a name, 1.797 GB");
  }

  @Test
  void rangesOfNumbersAreWeighed() {
    typed.run("plan", "--rate=1000");
    assertThat(typed.out())
        .containsPattern("10,000 +8,640 +[45],\\d{3} +10 s")
        .containsPattern("100,000 +864 +[45]\\d,\\d{3} +100 s")
        .containsPattern("1\\.000 M +86 +[45]\\d\\d,\\d{3} +1,000 s");
  }

  @Test
  void theSameStandsInTheJson() {
    typed.run("plan", "--json", "--links=100M");
    JsonNode plan = Json.parse(typed.out()).orElseThrow();
    assertThat(plan.path("keyspaces").get(3).path("codes").asLong()).isEqualTo(3_521_614_606_208L);
    assertThat(plan.path("random").path("expectedPairs").asDouble()).isCloseTo(1420, within(1.0));
  }

  @Test
  void whatIsNoNumberIsWrongUsage() {
    assertThat(typed.run("plan", "--links=many")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).contains("“many” is no number");
    assertThat(typed.run("plan", "--length=0")).isEqualTo(Exit.USAGE);
    assertThat(typed.run("plan", "--confidence=100%")).isEqualTo(Exit.USAGE);
  }
}
