package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkQuery.Sort;
import terse.link.LinkStore;
import terse.link.NewLink;

/** Who wins, and what is left, when callers race, processes die and answers do not come. */
interface ArbiterContract extends LinkContract {
  /** How often a child process is killed; more with {@code -Dterse.kills=N}. */
  int KILLS = Integer.getInteger("terse.kills", 3);

  @Test
  default void oneOfManyInsertsOfANameWins() {
    NameRace.assertOneWinner(store(), 64);
  }

  @Test
  default void oneOfManyInsertsOfANameFromTwoProcessesWins() {
    List<String> names = List.of("ant", "bee", "cat", "dog", "elk");
    try (StoreChild child = StoreChild.racing(backend(), folder(), 32, names)) {
      child.awaitReady();
      child.go();
      List<Long> here = names.stream().map(name -> NameRace.wins(store(), name, 32)).toList();
      List<Long> there = child.wins();
      for (int i = 0; i < names.size(); i++) {
        assertThat(here.get(i) + there.get(i))
            .as("inserts of %s that won", names.get(i))
            .isEqualTo(backend().isShared() ? 1 : 2);
      }
    }
  }

  @Test
  default void killedProcessLosesNoAcknowledgedLink() {
    RandomGenerator random = Seeds.random("kills");
    Set<Long> acknowledged = new HashSet<>();
    long first = 0;
    for (int round = 0; round < KILLS; round++) {
      try (StoreChild child = StoreChild.storming(backend(), folder(), first)) {
        acknowledged.addAll(child.killAfter(1 + random.nextInt(2_000)));
      }
      first += 1_000_000;
    }
    try (LinkStore reopened = backend().open(folder())) {
      assertKept(reopened, acknowledged);
    }
  }

  private void assertKept(LinkStore reopened, Set<Long> acknowledged) {
    List<Link> links = LinkContract.walk(reopened, Queries.all(Sort.OLDEST, 500));
    assertThat(links).extracting(Link::key).doesNotHaveDuplicates();
    assertThat(links).extracting(Link::name).doesNotHaveDuplicates();
    assertThat(reopened.count()).isEqualTo(links.size());
    Set<Long> kept = new HashSet<>();
    links.forEach(link -> kept.add(link.key().number()));
    assertThat(acknowledged).isNotEmpty();
    if (backend().isDurable()) {
      assertThat(kept).containsAll(acknowledged);
    } else {
      assertThat(kept).isEmpty();
    }
  }

  @Test
  default void callThatOutlivesItsDeadlineIsUnknownAndReadingBackSettlesIt() {
    NewLink added = Sample.named(1, "offer").idempotent("k", "d").asNew();
    try (LinkStore hurried = backend().open(folder(), Duration.ofMillis(300))) {
      try (LinkBackend.Hold hold = backend().hold(folder())) {
        if (backend().canStall()) {
          assertThatThrownBy(() -> hurried.insert(added))
              .isInstanceOfSatisfying(
                  TerseException.class,
                  e -> assertThat(e.fault()).isEqualTo(Fault.OUTCOME_UNKNOWN));
        } else {
          assertThat(hurried.insert(added)).isInstanceOf(InsertOutcome.Inserted.class);
        }
        assertThat(hold).isNotNull();
      }
      Link settled =
          switch (Patience.insert(hurried, added)) {
            case InsertOutcome.Inserted(Link link) -> link;
            case InsertOutcome.Replayed(Link link) -> link;
            case InsertOutcome other -> throw new AssertionError("not settled: " + other);
          };
      assertThat(hurried.findByName(1, "offer")).contains(settled);
      assertThat(hurried.count()).isEqualTo(1);
    }
  }

  @Test
  default void reopenedStoreHasWhatWasAcknowledged() {
    Link link = inserted(Sample.named(1, "offer").tags("t").idempotent("k", "d"));
    long position = store().feedPosition();
    store().close();
    try (LinkStore reopened = backend().open(folder())) {
      boolean kept = backend().isDurable();
      assertThat(reopened.find(link.key()).isPresent()).isEqualTo(kept);
      assertThat(reopened.count()).isEqualTo(kept ? 1 : 0);
      assertThat(reopened.feedPosition()).isEqualTo(kept ? position : 0);
      assertThat(reopened.insert(Sample.named(2, "offer").asNew()) instanceof InsertOutcome.Taken)
          .isEqualTo(kept);
    }
  }
}
