package terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.id.HybridStamp;
import terse.id.KeyedHashSource;
import terse.id.TextSources;
import terse.id.WorkerSeat;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.memory.MemoryWorkerLeases;
import terse.server.redirect.DecisionSource;

final class HearTimesTest {
  private static final int DOMAIN = 1;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Scheme SCHEME =
      new Scheme(Source.HLC, Alphabet.BASE62, Lengths.of(7), false, WrongCase.REFUSE);

  private final TextSources texts = texts();
  private final HearTimes times = new HearTimes(_ -> List.of(SCHEME), texts);
  private final String ahead =
      new HybridStamp(NOW.toEpochMilli() + 400, 7, 500).text(Alphabet.BASE62);

  private static TextSources texts() {
    InstantSource clock = InstantSource.fixed(NOW);
    WorkerSeat seat =
        new WorkerSeat(
            new MemoryWorkerLeases(clock), 0, "test", WorkerSeat.TERM, clock, System::nanoTime);
    return new TextSources(seat, clock, new Random(3), new byte[32]);
  }

  private String minted() {
    var question = new KeyedHashSource.Question(DOMAIN, 1, "https://example.com/");
    return Objects.requireNonNull(texts.next(SCHEME, question, 0, 0));
  }

  private Link link() {
    LinkKey key = new LinkKey(DOMAIN, LinkKey.epoch(0, 1), 1);
    return new Link(
        key,
        ahead,
        "https://e.org/",
        1,
        null,
        List.of(),
        302,
        NOW,
        NOW,
        null,
        null,
        LinkState.ACTIVE,
        1);
  }

  @Test
  void nothingHeardOfGoesByTheClock() {
    assertThat(minted()).isLessThan(ahead);
  }

  @Test
  void linkThatTheFeedTellsOfSortsBeforeWhatIsMintedAfterwards() {
    times.outdated(DOMAIN, ahead, 2);
    assertThat(minted()).isGreaterThan(ahead);
  }

  @Test
  void linkThatWasReadSortsBeforeWhatIsMintedAfterwards() {
    DecisionSource source =
        times.of(
            new DecisionSource() {
              @Override
              public Optional<Link> load(int domain, String code) {
                return Optional.of(link());
              }

              @Override
              public boolean mayRememberMissing(int domain, String code) {
                return false;
              }
            });
    assertThat(source.load(DOMAIN, ahead)).contains(link());
    assertThat(minted()).isGreaterThan(ahead);
  }

  @Test
  void namesAndWhatIsNoStampAreNoTimes() {
    times.outdated(DOMAIN, "spring-sale", 1);
    assertThat(minted()).isLessThan(ahead);
  }
}
