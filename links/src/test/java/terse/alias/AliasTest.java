package terse.alias;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AliasTest {
  @Test
  void foldsCapitalsOfAsciiOnly() {
    assertThat(Alias.fold("Spring-SALE_2026")).isEqualTo("spring-sale_2026");
    assertThat(Alias.fold("\u212AÉİ")).isEqualTo("\u212AÉİ");
  }

  @Test
  void foldingWhatIsFoldedIsFree() {
    String folded = "spring-sale";

    assertThat(Alias.fold(folded)).isSameAs(folded);
  }
}
