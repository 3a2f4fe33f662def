package terse.alias;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rude words stand here with each letter moved by 13 places, as in the list itself. */
class OffensiveWordsTest {
  private final OffensiveWords words = OffensiveWords.builtIn();

  @ParameterizedTest
  @ValueSource(
      strings = {"shpx", "zl-nff", "gur_nff_fgbel", "fyhg2026", "ohyyfuvg-ovatb", "phag", "nff1"})
  void findsWordsInNames(String rot13) {
    assertThat(words.isOffensiveName(WordList.rot13(rot13))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-h-p-x", "na-n-f-f", "s_h_p_x_abj"})
  void findsWordsThatAreSpelledOut(String rot13) {
    assertThat(words.isOffensiveName(WordList.rot13(rot13))).isTrue();
  }

  @Test
  void seesThroughDigitsThatStandForLetters() {
    String word = WordList.rot13("fuvg").replace('i', '1').replace('s', '5');

    assertThat(words.isOffensiveName(word)).isTrue();
    assertThat(words.isOffensive("xZ" + word + "q")).isTrue();
  }

  @Test
  void takesNumbersForNumbers() {
    assertThat(words.isOffensiveName("room-455")).isFalse();
    assertThat(words.isOffensive("4550455")).isFalse();
  }

  @Test
  void findsWordsBetweenHumps() {
    assertThat(words.isOffensiveName("bigA" + WordList.rot13("ff"))).isTrue();
    assertThat(words.isOffensiveName("pASSage")).isFalse();
    assertThat(words.isOffensiveName("CLASSIC")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class",
        "assassin",
        "passage",
        "classic-cars",
        "analysis",
        "cocktail",
        "moby-dick",
        "grape",
        "peacock",
        "essex",
        "sussex",
        "titanic",
        "title",
        "tittles",
        "circumstance",
        "document",
        "magna-cum-laude",
        "drape",
        "therapist",
        "scrape",
        "arsenal",
        "parse",
        "swanky",
        "saltwater",
        "niggle",
        "raccoon",
        "maine-coon",
        "habit-challenge",
        "push-it",
        "finish-it",
        "shiitake",
        "spice",
        "suspicion",
        "pissarro",
        "pussycat",
        "retardant",
        "pakistan",
        "who-really",
        "popcorn",
        "unicorn",
        "snazzy",
        "sextant",
        "dyke-road",
        "kikuyu",
        "absolut",
        "analog",
        "canal",
        "assets",
        "bass-guitar",
        "mass-1999",
        "glass2glass",
        "gr4pes"
      })
  void leavesInnocentNamesAlone(String name) {
    assertThat(words.isOffensiveName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fphagubecr", "cravfgbar", "zngfhfuvgn", "fyhgfx", "favttref", "avttneq"})
  void leavesPlacesAndOldWordsAlone(String rot13) {
    assertThat(words.isOffensiveName(WordList.rot13(rot13))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"knff7d9", "9fuvgk1", "qvpx123", "1n2phzk"})
  void inCodesWordsCountAnywhere(String rot13) {
    assertThat(words.isOffensive(WordList.rot13(rot13))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000", "aZ3kP9q", "zzzzzzz", "", "a", "-", "Terse01"})
  void mostCodesAreFine(String code) {
    assertThat(words.isOffensive(code)).isFalse();
  }
}
