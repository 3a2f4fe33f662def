package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.link.LinkStore;
import terse.link.UpdateOutcome;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

/** The contract of {@link VisitStore}. */
@SuppressWarnings("NullAway.Init")
public abstract class VisitStoreContract {
  @TempDir private Path folder;

  private VisitStore visits;
  private LinkStore links;

  /** A visit store with the link store whose limits hold. */
  public record Opened(VisitStore visits, LinkStore links) {}

  /** New, empty stores. */
  protected abstract Opened open(Path folder);

  @BeforeEach
  final void openStores() {
    Opened opened = open(folder);
    visits = opened.visits();
    links = opened.links();
  }

  private Link limited(int limit) {
    Sample sample = Sample.link(1).maxVisits(limit);
    links.insert(sample.asNew());
    return links.find(sample.key()).orElseThrow();
  }

  private Link edited(Link changed) {
    UpdateOutcome outcome = links.update(changed, changed.version());
    if (outcome instanceof UpdateOutcome.Updated(Link link)) {
      return link;
    }
    throw new AssertionError("not updated: " + outcome);
  }

  private static BlockId id(long number) {
    return new BlockId("holder", number);
  }

  private Taken take(long number, Link link, int wanted) {
    return visits.take(id(number), link.key(), wanted, Sample.START);
  }

  private void settle(long number, int answered) {
    visits.settle(List.of(new Settled(id(number), answered)));
  }

  private Usage usage(Link link) {
    return visits.usage(List.of(link.key())).getOrDefault(link.key(), new Usage(0, 0));
  }

  private static int count(Taken taken) {
    return taken instanceof Taken.Visits(int count) ? count : 0;
  }

  @Test
  void limitIsKeptWithItsLink() {
    Link link = limited(7);
    assertThat(link.maxVisits()).isEqualTo(7);
    assertThat(edited(Changes.maxVisits(link, null)).maxVisits()).isNull();
    assertThat(links.find(link.key()).orElseThrow().maxVisits()).isNull();
  }

  @Test
  void oneVisitIsAnsweredOnce() {
    Link link = limited(1);
    assertThat(take(1, link, 100)).isEqualTo(new Taken.Visits(1));
    assertThat(take(2, link, 100)).isEqualTo(new Taken.AllHeld(Sample.START));
    settle(1, 1);
    assertThat(take(3, link, 1)).isEqualTo(new Taken.UsedUp());
    assertThat(usage(link)).isEqualTo(new Usage(1, 0));
  }

  @Test
  void blocksShrinkToOneNearTheEnd() {
    Link link = limited(40);
    List<Integer> sizes = new ArrayList<>();
    for (int number = 1; usage(link).held() < 40; number++) {
      sizes.add(count(take(number, link, 1_000)));
    }
    assertThat(sizes).startsWith(20, 5).endsWith(1, 1, 1, 1);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
  }

  @Test
  void noMoreIsGivenThanIsWanted() {
    assertThat(take(1, limited(40), 3)).isEqualTo(new Taken.Visits(3));
  }

  @Test
  void whatWasNotAnsweredCanBeTakenAgain() {
    Link link = limited(10);
    assertThat(take(1, link, 5)).isEqualTo(new Taken.Visits(5));
    settle(1, 2);
    assertThat(usage(link)).isEqualTo(new Usage(2, 0));
    assertThat(take(2, link, 4)).isEqualTo(new Taken.Visits(4));
    assertThat(usage(link)).isEqualTo(new Usage(2, 4));
  }

  @Test
  void blockIsTakenOnceAndSettledOnce() {
    Link link = limited(10);
    assertThat(take(1, link, 5)).isEqualTo(new Taken.Visits(5));
    assertThat(take(1, link, 2)).isEqualTo(new Taken.Visits(5));
    assertThat(usage(link)).isEqualTo(new Usage(0, 5));
    settle(1, 1);
    settle(1, 1);
    settle(99, 0);
    visits.settle(List.of());
    assertThat(usage(link)).isEqualTo(new Usage(1, 0));
  }

  @Test
  void oneOfManyCallsWithOneIdTakesTheBlock() {
    Link link = limited(100);
    List<Taken> taken = Crowd.of(32, i -> take(1, link, 10));
    assertThat(taken).containsOnly(new Taken.Visits(10));
    assertThat(usage(link)).isEqualTo(new Usage(0, 10));
  }

  /** A holder that says it answered more than it took answered what it took. */
  @Test
  void noMoreIsAnsweredThanWasTaken() {
    Link link = limited(10);
    take(1, link, 5);
    settle(1, 50);
    assertThat(usage(link)).isEqualTo(new Usage(5, 0));
  }

  @Test
  void limitHoldsWhoeverTakes() {
    LimitRace.assertLimitHolds(visits, limited(150).key(), 150, 24);
    assertThat(usage(limitedAgain())).isEqualTo(new Usage(150, 0));
  }

  private Link limitedAgain() {
    return links.find(Sample.link(1).key()).orElseThrow();
  }

  /** The only visit is with this holder or that, or on its way back: it is never used up. */
  @Test
  void nothingIsUsedUpWhileABlockIsHeld() {
    Link link = limited(1);
    List<Taken> seen =
        Crowd.of(
                8,
                caller -> {
                  List<Taken> answers = new ArrayList<>();
                  for (int i = 0; i < 15; i++) {
                    long number = caller * 1_000L + i;
                    answers.add(take(number, link, 1));
                    settle(number, 0);
                  }
                  return answers;
                })
            .stream()
            .flatMap(List::stream)
            .toList();
    assertThat(seen).doesNotContain(new Taken.UsedUp()).contains(new Taken.Visits(1));
    assertThat(usage(link)).isEqualTo(new Usage(0, 0));
  }

  @Test
  void limitThatIsRaisedGivesMore() {
    Link link = limited(1);
    take(1, link, 1);
    settle(1, 1);
    edited(Changes.maxVisits(link, 3));
    assertThat(take(2, link, 1)).isEqualTo(new Taken.Visits(1));
    assertThat(take(3, link, 1)).isEqualTo(new Taken.Visits(1));
    assertThat(take(4, link, 1)).isEqualTo(new Taken.AllHeld(Sample.START));
  }

  @Test
  void limitThatIsLoweredBelowWhatWasUsedGivesNothing() {
    Link link = limited(100);
    take(1, link, 30);
    Link lowered = edited(Changes.maxVisits(link, 10));
    assertThat(take(2, link, 1)).isEqualTo(new Taken.AllHeld(Sample.START));
    settle(1, 20);
    assertThat(take(3, link, 1)).isEqualTo(new Taken.UsedUp());
    edited(Changes.maxVisits(lowered, 21));
    assertThat(take(4, link, 5)).isEqualTo(new Taken.Visits(1));
  }

  @Test
  void linkThatDoesNotRedirectOrHasNoLimitGivesNothing() {
    Link link = limited(10);
    Link off = edited(Changes.state(link, LinkState.DISABLED));
    assertThat(take(1, link, 1)).isEqualTo(new Taken.NotLimited());
    Link free = edited(Changes.maxVisits(Changes.state(off, LinkState.ACTIVE), null));
    assertThat(take(2, link, 1)).isEqualTo(new Taken.NotLimited());
    edited(Changes.deleted(free));
    assertThat(take(3, link, 1)).isEqualTo(new Taken.NotLimited());
    assertThat(visits.take(id(4), new LinkKey(1, 1, 99), 1, Sample.START))
        .isEqualTo(new Taken.NotLimited());
  }

  @Test
  void blocksOfAHolderAreFoundUntilTheyAreSettled() {
    Link link = limited(100);
    take(1, link, 30);
    take(2, link, 5);
    visits.take(new BlockId("other", 1), link.key(), 5, Sample.START);
    settle(1, 30);
    assertThat(visits.heldBy("holder"))
        .containsExactly(new Block(id(2), link.key(), 5, Sample.START));
    assertThat(visits.heldBy("nobody")).isEmpty();
  }

  @Test
  void usageIsToldOfManyLinksAtOnce() {
    Link link = limited(100);
    links.insert(Sample.link(2).maxVisits(5).asNew());
    take(1, link, 30);
    LinkKey other = new LinkKey(1, 1, 2);
    assertThat(visits.usage(List.of(link.key(), other, new LinkKey(1, 1, 99))))
        .isEqualTo(Map.of(link.key(), new Usage(0, 30)));
    assertThat(visits.usage(List.of())).isEmpty();
  }

  @Test
  void limitedLinkIsNobodyElses() {
    Sample sample = Sample.link(1).reusable();
    links.insert(sample.asNew());
    Link link = links.find(sample.key()).orElseThrow();
    edited(Changes.maxVisits(link, 1));
    links.insert(sample.key(new LinkKey(1, 1, 2)).asNew());
    assertThat(links.find(new LinkKey(1, 1, 2))).isPresent();
  }
}
