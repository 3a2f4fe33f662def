package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;

/** The contract of {@link WorkerLeases}. */
public abstract class WorkerLeasesContract {
  private static final Duration TERM = Duration.ofSeconds(10);
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final long UNTIL = START.toEpochMilli() + 20_000;

  private final SteerableClock clock = new SteerableClock(START);
  private WorkerLeases leases;
  @TempDir private Path folder = Path.of("");

  /**
   * A store of leases; empty if the folder is.
   *
   * @param clock judges whether a lease's term has passed
   */
  protected abstract WorkerLeases open(Path folder, InstantSource clock);

  @BeforeEach
  void openEmpty() {
    leases = open(folder, clock);
  }

  @Test
  void holdersNeverShareANumber() {
    List<WorkerLease> held = takeAll(3);
    assertThat(held).extracting(WorkerLease::number).doesNotHaveDuplicates();
    assertThat(held).allMatch(lease -> lease.datacenter() == 3 && lease.after() == 0);
    assertThat(take(3)).isEmpty();
    assertThat(take(4)).isPresent();
  }

  @Test
  void manyAtOnceNeverShareANumber() {
    List<Optional<WorkerLease>> taken = Crowd.of(48, _ -> take(0));
    assertThat(taken.stream().flatMap(Optional::stream))
        .extracting(WorkerLease::number)
        .doesNotHaveDuplicates()
        .hasSize(WorkerLeases.WORKERS);
  }

  @Test
  void lapsedNumberGoesToAnotherWhoBeginsWhereTheFirstMustEnd() {
    WorkerLease first = takeAll(0).getFirst();
    clock.advance(TERM);
    WorkerLease second = takeAll(0).getFirst();
    assertThat(second.after()).isEqualTo(UNTIL);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(leases.renew(first, TERM, UNTIL + 1)).isFalse();
  }

  @Test
  void leaseIsHeldForItsWholeTermAndRenewedBeyondIt() {
    List<WorkerLease> held = takeAll(0);
    clock.advance(TERM.minusMillis(1));
    assertThat(take(0)).isEmpty();
    held.forEach(lease -> assertThat(leases.renew(lease, TERM, UNTIL)).isTrue());
    clock.advance(TERM.minusMillis(1));
    assertThat(take(0)).isEmpty();
  }

  @Test
  void renewalExtendsWhatMayBeStampedAndNeverTakesBack() {
    WorkerLease lease = taken(0);
    assertThat(leases.renew(lease, TERM, UNTIL + 5_000)).isTrue();
    assertThat(leases.renew(lease, TERM, UNTIL - 5_000)).isTrue();
    clock.advance(TERM);
    assertThat(takeAll(0))
        .filteredOn(again -> again.number() == lease.number())
        .singleElement()
        .extracting(WorkerLease::after)
        .isEqualTo(UNTIL + 5_000);
  }

  @Test
  void lapsedLeaseThatNobodyTookIsRenewed() {
    WorkerLease lease = taken(0);
    clock.advance(TERM.multipliedBy(5));
    assertThat(leases.renew(lease, TERM, UNTIL)).isTrue();
  }

  @Test
  void staleHolderNeitherRenewsNorReleasesWhatIsAnothers() {
    List<WorkerLease> stale = takeAll(0);
    clock.advance(TERM);
    takeAll(0);
    stale.forEach(lease -> leases.release(lease, lease.after()));
    stale.forEach(lease -> assertThat(leases.renew(lease, TERM, UNTIL)).isFalse());
    assertThat(take(0)).isEmpty();
  }

  @Test
  void releasedNumberIsFreeAtOnceAndBeginsAfterWhatWasUsed() {
    List<WorkerLease> held = takeAll(0);
    leases.release(held.get(7), UNTIL - 9_000);
    WorkerLease again = taken(0);
    assertThat(again.worker()).isEqualTo(held.get(7).worker());
    assertThat(again.after()).isEqualTo(UNTIL - 9_000);
    assertThat(again.fence()).isGreaterThan(held.get(7).fence());
  }

  @Test
  void releasedLeaseIsOver() {
    WorkerLease lease = taken(0);
    leases.release(lease, UNTIL);
    assertThat(leases.renew(lease, TERM, UNTIL)).isFalse();
    leases.release(lease, 0);
    assertThat(takeAll(0))
        .filteredOn(again -> again.number() == lease.number())
        .singleElement()
        .extracting(WorkerLease::after)
        .isEqualTo(UNTIL);
  }

  @Test
  void releaseCannotTakeBackWhatEarlierHoldersStamped() {
    leases.release(takeAll(0).getFirst(), UNTIL);
    WorkerLease second = taken(0);
    leases.release(second, 0);
    assertThat(taken(0).after()).isEqualTo(UNTIL);
  }

  @Test
  void numberWithTheEarliestEndIsGivenFirst() {
    List<WorkerLease> held = takeAll(0);
    held.forEach(lease -> leases.release(lease, UNTIL - lease.worker()));
    assertThat(taken(0).after()).isEqualTo(UNTIL - 31);
  }

  /** A lease that can stamp nothing yet is given all the same: its holder waits or refuses. */
  @Test
  void clockBeforeEveryStampedTimeStillGetsALeaseThatRepeatsNothing() {
    takeAll(0).forEach(lease -> leases.release(lease, UNTIL));
    WorkerLease late = leases.take(0, "late", TERM, UNTIL - 3_600_000).orElseThrow();
    assertThat(late.after()).isEqualTo(UNTIL);
    leases.release(late, 0);
    assertThat(takeAll(0)).allMatch(lease -> lease.after() == UNTIL);
  }

  @Test
  void whatIsNoLeaseIsRefused() {
    assertThatThrownBy(() -> leases.take(32, "x", TERM, UNTIL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> leases.take(-1, "x", TERM, UNTIL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> leases.take(0, "x", Duration.ZERO, UNTIL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> leases.take(0, "x", TERM, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<WorkerLease> take(int datacenter) {
    return leases.take(datacenter, "contract", TERM, UNTIL);
  }

  private WorkerLease taken(int datacenter) {
    return take(datacenter).orElseThrow();
  }

  private List<WorkerLease> takeAll(int datacenter) {
    return IntStream.range(0, WorkerLeases.WORKERS).mapToObj(_ -> taken(datacenter)).toList();
  }
}
