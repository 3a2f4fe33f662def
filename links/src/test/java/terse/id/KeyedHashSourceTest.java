package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.id.KeyedHashSource.Candidate;
import terse.id.KeyedHashSource.Question;
import terse.seed.Seeds;

/** The four claims of the proof page, and the bounds. */
class KeyedHashSourceTest {
  private static final Question QUESTION = new Question(1, 7, "https://example.org/a?b=c");

  private final byte[] secret = new byte[32];
  private final KeyedHashSource source = new KeyedHashSource(secret);

  @Test
  void deterministic() {
    Seeds.check(
        1_000,
        random -> {
          Question question = question(random);
          int attempt = random.nextInt(30);
          assertThat(text(new KeyedHashSource(secret), question, attempt))
              .isEqualTo(text(source, question, attempt));
        });
  }

  @Test
  void eachPartOfTheQuestionAndTheKeyChangeTheText() {
    byte[] other = secret.clone();
    other[31] ^= 1;
    Set<String> texts = new HashSet<>();
    texts.add(text(source, QUESTION, 0));
    texts.add(text(source, QUESTION, 1));
    texts.add(text(source, new Question(2, 7, QUESTION.url()), 0));
    texts.add(text(source, new Question(1, 8, QUESTION.url()), 0));
    texts.add(text(source, new Question(1, 7, QUESTION.url() + "x"), 0));
    texts.add(text(new KeyedHashSource(other), QUESTION, 0));
    assertThat(texts).hasSize(6);
  }

  /**
   * Who knows the URL, the algorithm and every text but not the key hits a victim's text no more
   * often than by guessing: of 62^2 texts, about one in 3,844.
   */
  @Test
  void resistantToPreRegistration() {
    Seeds.check(
        1,
        random -> {
          int hits = 0;
          int trials = 100_000;
          for (int i = 0; i < trials; i++) {
            Question victim = question(random);
            String guess =
                new KeyedHashSource(bytes(random)).candidate(victim, Alphabet.BASE62, 2, 0).text();
            hits += guess.equals(source.candidate(victim, Alphabet.BASE62, 2, 0).text()) ? 1 : 0;
          }
          double expected = trials / 3844.0;
          assertThat((double) hits).isBetween(0.0, expected + 6 * Math.sqrt(expected));
        });
  }

  /**
   * Texts of one owner, neighbouring URLs and consecutive attempts look like draws at random: each
   * symbol is as likely at each place, so what is known of some says nothing of the others.
   */
  @Test
  void leaksNothingAboutOtherCodes() {
    RandomSourceTest.assertUniform(
        Alphabet.BASE62, 7, i -> text(source, new Question(1, 7, "https://example.org/" + i), 0));
    RandomSourceTest.assertUniform(Alphabet.BASE62, 7, i -> sevenOf(i));
  }

  /** Attempts of one URL, without the longer ones' last symbols. */
  private String sevenOf(int i) {
    Question question = new Question(1, 7, "https://example.org/" + i / 10);
    return text(source, question, i % 10);
  }

  /** Half of all texts taken: two attempts are expected, however many links there are. */
  @Test
  void constantNumberOfAttempts() {
    for (int size : new int[] {1_000, 10_000, 100_000}) {
      Set<String> taken = new HashSet<>();
      int attempts = 0;
      for (int i = 0; i < size; i++) {
        Question question = new Question(1, 7, "https://example.org/" + i);
        int attempt = 0;
        while (!taken.add(text(source, question, attempt))) {
          attempt++;
        }
        attempts += attempt + 1;
      }
      assertThat(attempts).isLessThan(size + size / 100);
    }
  }

  @Test
  void afterTenAttemptsTheTextIsOneSymbolLonger() {
    for (int attempt = 0; attempt < 30; attempt++) {
      Candidate candidate = source.candidate(QUESTION, Alphabet.BASE62, 7, attempt);
      assertThat(candidate.longer()).isEqualTo(attempt / 10);
      assertThat(candidate.text()).hasSize(7 + attempt / 10);
    }
    assertThat(IntStream.range(0, 30).mapToObj(i -> text(source, QUESTION, i)))
        .doesNotHaveDuplicates();
  }

  @Test
  void emptySecretIsRefused() {
    assertThatThrownBy(() -> new KeyedHashSource(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(KeyedHashSource source, Question question, int attempt) {
    return source.candidate(question, Alphabet.BASE62, 7, attempt).text();
  }

  private static Question question(RandomGenerator random) {
    return new Question(
        random.nextInt(1, 1_000),
        random.nextInt(1_000),
        "https://example.org/" + random.nextLong());
  }

  private static byte[] bytes(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
