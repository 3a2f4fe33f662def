package terse.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import terse.alias.AliasPolicy;
import terse.code.KeyRing;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.filter.TakenNames.Hint;
import terse.id.GrantedMarks;
import terse.link.LinkCodes;
import terse.link.LinkKey;
import terse.link.NameStore;
import terse.link.NewLink;
import terse.memory.MemoryLinkStore;

/** What the filter says while it is filled, afterwards, and when it cannot be. */
class TakenNamesTest {
  private final MemoryLinkStore links = new MemoryLinkStore();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private @Nullable TerseException trouble;
  private Runnable beforePage = () -> {};
  private boolean current = true;
  private final NameStore store = this::names;
  private final TakenNames taken =
      new TakenNames(store, new GrowingBloomFilter(0.001, 1_000), background::add);
  private final CheckAlias check =
      check((domain, folded) -> links.findByName(domain, folded).isPresent());

  private List<NameStore.Name> names(NameStore.Name last, int limit) {
    beforePage.run();
    if (trouble != null) {
      throw trouble;
    }
    return links.namesAfter(last, limit);
  }

  private CheckAlias check(CheckAlias.Lookup asked) {
    LinkCodes codes = LinkCodes.standard(KeyRing.first(new Random(1)), new GrantedMarks());
    Domains domains = new Domains(List.of(new Domain(1, "s.example", null)));
    return new CheckAlias(domains, AliasPolicy.standard(), codes, asked, taken, () -> current);
  }

  private void insert(int number, String name) {
    links.insert(
        new NewLink(
            new LinkKey(1, LinkKey.NAMED, number),
            name,
            name,
            "https://example.org/",
            1,
            null,
            List.of(),
            302,
            Instant.EPOCH,
            null,
            null,
            null,
            false));
  }

  private void fill() {
    taken.forgetAll();
    runBackground();
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @Test
  void nothingIsCalledFreeBeforeAllNamesAreIn() {
    for (int i = 0; i < 2_500; i++) {
      insert(i, "name-" + i);
    }
    taken.forgetAll();
    assertThat(taken.hint(1, "other-name")).isEqualTo(Hint.UNKNOWN);
    runBackground();
    assertThat(taken.hint(1, "other-name")).isEqualTo(Hint.FREE);
    for (int i = 0; i < 2_500; i++) {
      assertThat(taken.hint(1, "name-" + i)).isEqualTo(Hint.PERHAPS_TAKEN);
    }
    assertThat(taken.hint(2, "name-1")).isEqualTo(Hint.FREE);
  }

  @Test
  void namesMadeElsewhereWhileItIsFilledAreIn() {
    insert(1, "early");
    beforePage = () -> taken.outdated(1, "meanwhile", 1);
    fill();
    assertThat(taken.hint(1, "meanwhile")).isEqualTo(Hint.PERHAPS_TAKEN);
    taken.outdated(1, "later", 1);
    assertThat(taken.hint(1, "later")).isEqualTo(Hint.PERHAPS_TAKEN);
    taken.outdated(1, "edited", 2);
    assertThat(taken.hint(1, "edited")).isEqualTo(Hint.FREE);
  }

  @Test
  void fillingThatFailsHalfwayIsBegunAgainWhenSomebodyAsks() {
    for (int i = 0; i < 2_500; i++) {
      insert(i, "name-" + i);
    }
    int[] pages = new int[1];
    beforePage =
        () -> {
          if (++pages[0] == 2) {
            throw new TerseException(Fault.STORE_UNAVAILABLE, "gone");
          }
        };
    fill();
    assertThat(taken.isFilled()).isFalse();
    assertThat(taken.failures()).isOne();
    assertThat(taken.hint(1, "name-2400")).isEqualTo(Hint.UNKNOWN);
    runBackground();
    assertThat(taken.hint(1, "name-2400")).isEqualTo(Hint.PERHAPS_TAKEN);
  }

  @Test
  void freeNameCostsNoLookAtTheStore() {
    fill();
    CheckAlias.Answer answer = check.check("Spring-Sale", null);
    assertThat(answer.state()).isEqualTo(CheckAlias.State.AVAILABLE);
    assertThat(answer.source()).isEqualTo(CheckAlias.Source.FILTER);
  }

  @Test
  void takenNameIsSaidSoByTheStore() {
    insert(1, "spring-sale");
    fill();
    assertThat(check.check("Spring-Sale", null))
        .isEqualTo(new CheckAlias.Answer(CheckAlias.State.TAKEN, CheckAlias.Source.STORE, null));
  }

  /** Whatever the filter says wrongly of a name, the store has the last word. */
  @Test
  void nameThatOnlySeemsTakenIsAvailable() {
    fill();
    taken.outdated(1, "spring-sale", 1);
    assertThat(check.check("spring-sale", null))
        .isEqualTo(
            new CheckAlias.Answer(CheckAlias.State.AVAILABLE, CheckAlias.Source.STORE, null));
  }

  @Test
  void nodeThatIsCutOffKnowsOfNoNameThatItIsFree() {
    fill();
    current = false;
    CheckAlias cut =
        check(
            (domain, folded) -> {
              throw new TerseException(Fault.STORE_UNAVAILABLE, "gone");
            });
    CheckAlias.Answer answer = cut.check("spring-sale", null);
    assertThat(answer.state()).isEqualTo(CheckAlias.State.UNKNOWN);
    assertThat(answer.detail()).isNotEmpty();
    assertThat(cut.check("-x", null).state()).isEqualTo(CheckAlias.State.INVALID);
  }
}
