package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Click;
import terse.click.ClickStore;
import terse.click.LinkRef;
import terse.click.Place;
import terse.click.Position;
import terse.click.Referrer;
import terse.click.Tier;
import terse.report.Bucket;
import terse.report.Dimension;
import terse.report.ReportException;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.rollup.VisitorSketch;

/** What every {@link ClickStore} holds to. Reports are compared with plain counting. */
public abstract class ClickStoreContract {
  private static final Instant START = Instant.parse("2026-03-27T21:30:00Z");
  private static final Instant END = START.plus(Duration.ofHours(60));
  private static final Instant SPRING = Instant.parse("2026-02-20T22:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-06-01T00:00:00Z");

  /** The first of the long reports are by days of UTC and longer. */
  private static final int UTC_DAYS = 3;

  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));

  private ClickStore store;
  private RandomClicks random;

  /** A new, empty store. */
  protected abstract ClickStore create() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = create();
    random = new RandomClicks(Seeds.random(getClass().getSimpleName()));
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  final void anEmptyStoreReportsNothing() {
    Stats stats = store.query(query(START, END, Bucket.HOUR, ZONES.get(0)));
    assertThat(stats.clicks()).isZero();
    assertThat(stats.series()).isEmpty();
    assertThat(stats.visitorsAre()).isEqualTo("visitors");
    assertThat(stats.breakdowns().values()).allMatch(List::isEmpty);
    assertThat(store.positions()).isEmpty();
  }

  @Test
  final void daysOfLinksEqualPlainCountingAndFoldingChangesNone() {
    List<Click> clicks = random.between(START, END, 2_000);
    store.append(clicks, List.of());
    Map<LinkRef, List<Long>> expected = daily(clicks, END, 3);
    List<LinkRef> asked = new ArrayList<>(expected.keySet());
    asked.add(new LinkRef(9, 9, 999_999));
    assertThat(store.daily(asked, 3, END)).isEqualTo(expected);
    store.fold(START.plus(Duration.ofHours(30)));
    assertThat(store.daily(asked, 3, END)).isEqualTo(expected);
    assertThat(store.daily(List.of(), 3, END)).isEmpty();
  }

  private static Map<LinkRef, List<Long>> daily(List<Click> clicks, Instant now, int days) {
    long day = Duration.ofDays(1).toMillis();
    long first = now.toEpochMilli() / day - days + 1;
    Map<LinkRef, List<Long>> daily = new HashMap<>();
    for (Click click : clicks) {
      int index = (int) (click.at() / day - first);
      if (!click.bot() && index >= 0 && click.at() < now.toEpochMilli()) {
        List<Long> counts =
            daily.computeIfAbsent(
                click.link(), _ -> new ArrayList<>(Collections.nCopies(days, 0L)));
        counts.set(index, counts.get(index) + 1);
      }
    }
    return daily;
  }

  @Test
  final void everyReportEqualsPlainCountingAndFoldingChangesNone() {
    List<Click> clicks = random.between(START, END, 2_000);
    store.append(clicks, List.of());
    assertReports(clicks);
    for (int hours : new int[] {30, 70}) {
      store.fold(START.plus(Duration.ofHours(hours)));
      assertReports(clicks);
    }
  }

  @Test
  final void lateClicksAreCountedInHoursAlreadyFolded() {
    List<Click> clicks = new ArrayList<>();
    for (int count : new int[] {300, 1, 5}) {
      List<Click> more = random.between(START, END, count);
      clicks.addAll(more);
      store.append(more, List.of());
      assertReports(clicks);
      store.fold(END.plus(Duration.ofHours(2)));
    }
    assertReports(clicks);
  }

  @Test
  final void foldingAgainChangesNothing() {
    List<Click> clicks = random.between(START, END, 300);
    store.append(clicks, List.of());
    IntStream.range(0, 3).forEach(i -> store.fold(END.plus(Duration.ofHours(i))));
    store.fold(START);
    assertReports(clicks);
  }

  @Test
  final void anHourIsFoldedOnlyOnceItEndedAnHourAgo() {
    Instant hour = Instant.parse("2026-05-01T12:00:00Z");
    List<Click> clicks = new ArrayList<>(random.between(hour, hour.plusSeconds(3600), 50));
    store.append(clicks, List.of());
    store.fold(hour.plusSeconds(7199));
    List<Click> more = random.between(hour, hour.plusSeconds(3600), 50);
    store.append(more, List.of());
    clicks.addAll(more);
    StatsQuery query = query(hour, hour.plusSeconds(3600), Bucket.MINUTE, ZONES.get(0));
    assertThat(store.query(query)).isEqualTo(PlainReport.of(clicks, query));
  }

  @Test
  final void anHourOfThousandsOfLinksIsFolded() {
    List<Click> clicks =
        IntStream.range(0, 7_000)
            .mapToObj(i -> simple(START.plusMillis(i), new LinkRef(1, 1, i), 1 + i % 100, 5))
            .toList();
    store.append(clicks, List.of());
    store.fold(END);
    StatsQuery all = query(null, END, Bucket.DAY, ZONES.get(0));
    assertThat(store.query(all)).isEqualTo(PlainReport.of(clicks, all));
    StatsQuery one = query(new LinkRef(1, 1, 6_999), null, null, Map.of());
    assertThat(store.query(one)).isEqualTo(PlainReport.of(clicks, one));
  }

  @Test
  final void daysAndMonthsChangeNoReport() {
    List<Click> clicks = new ArrayList<>(seventyDays());
    store.append(clicks, List.of());
    List<Stats> before = longReports();
    assertThat(before.get(0).clicks()).isEqualTo(people(clicks));
    store.fold(SPRING.plus(Duration.ofDays(30)));
    assertThat(longReports()).isEqualTo(before);
    store.fold(SUMMER);
    assertThat(longReports()).isEqualTo(before);
    Instant late = SPRING.plus(Duration.ofDays(30));
    store.append(random.between(late, late.plusSeconds(3600), 30), List.of());
    List<Stats> more = longReports();
    assertThat(more.get(0).clicks() + more.get(0).botClicks()).isEqualTo(clicks.size() + 30L);
    store.fold(SUMMER);
    assertThat(longReports()).isEqualTo(more);
  }

  @Test
  final void forgettingMovesNoTotal() {
    store.append(seventyDays(), List.of());
    store.fold(SUMMER);
    List<Stats> before = longReports();
    StatsQuery byTheHour = query(null, SUMMER, Bucket.HOUR, ZONES.get(1));
    Stats hours = store.query(byTheHour);
    store.forget(SPRING.plus(Duration.ofDays(60)), Instant.EPOCH);
    assertThat(longReports()).isEqualTo(before);
    assertThat(store.query(byTheHour).visitors()).isEqualTo(hours.visitors());
    assertThat(store.query(byTheHour).breakdowns()).isEqualTo(hours.breakdowns());
    store.forget(SPRING.plus(Duration.ofDays(60)), SPRING.plus(Duration.ofDays(45)));
    assertThat(longReports().subList(0, UTC_DAYS)).isEqualTo(before.subList(0, UTC_DAYS));
    for (Stats stats : longReports()) {
      assertThat(stats.clicks()).isEqualTo(before.get(0).clicks());
      assertThat(stats.visitors()).isEqualTo(before.get(0).visitors());
      assertThat(stats.breakdowns()).isEqualTo(before.get(0).breakdowns());
      assertThat(stats.series().stream().mapToLong(Stats.Point::clicks).sum())
          .isEqualTo(stats.clicks());
    }
    store.forget(Instant.EPOCH, Instant.EPOCH);
    assertThat(longReports().subList(0, UTC_DAYS)).isEqualTo(before.subList(0, UTC_DAYS));
  }

  @Test
  final void whatIsNotFoldedIsNotForgotten() {
    List<Click> clicks = random.between(START, END, 300);
    store.append(clicks, List.of());
    store.forget(END, END);
    assertReports(clicks);
    store.fold(START.plus(Duration.ofHours(30)));
    List<Click> late = random.between(START, START.plusSeconds(3600), 3);
    store.append(late, List.of());
    store.forget(END, END);
    clicks = Stream.concat(clicks.stream(), late.stream()).toList();
    assertReports(clicks);
    assertThatIllegalArgumentException().isThrownBy(() -> store.forget(START, END));
  }

  @Test
  final void clicksLaterThanTheirsAreKeptCountOnTheFirstDayThatIs() {
    List<Click> clicks = seventyDays();
    store.append(clicks, List.of());
    store.fold(SUMMER);
    Instant kept = SPRING.plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.DAYS);
    store.forget(kept, kept);
    StatsQuery since = query(kept, SUMMER, Bucket.DAY, ZONES.get(0));
    Stats before = store.query(since);
    store.append(List.of(simple(SPRING, 9, 1)), List.of());
    for (int round = 0; round < 2; round++) {
      assertThat(store.query(since).clicks()).isEqualTo(before.clicks() + 1);
      assertThat(store.query(since).series().get(0).clicks())
          .isEqualTo(before.series().get(0).clicks() + 1);
      store.fold(SUMMER);
    }
  }

  @Test
  final void aFilterOverForgottenClicksIsRefused() {
    store.append(seventyDays(), List.of());
    store.fold(SUMMER);
    Instant kept = SPRING.plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.DAYS);
    Stats before = store.query(filtered(kept));
    store.forget(kept, Instant.EPOCH);
    assertThat(store.query(filtered(kept))).isEqualTo(before);
    for (Instant from : Arrays.asList(kept.minus(Duration.ofDays(3)), null)) {
      assertThatExceptionOfType(ReportException.class)
          .isThrownBy(() -> store.query(filtered(from)))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(ReportException.Reason.NOT_KEPT))
          .withMessageContaining(kept.toString());
    }
  }

  private static StatsQuery filtered(@Nullable Instant from) {
    Map<Dimension, String> filter = Map.of(Dimension.COUNTRY, "DE");
    return new StatsQuery(null, null, from, SUMMER, ZONES.get(0), Bucket.DAY, filter, 10);
  }

  /** Clicks in an hour of every second day. */
  private List<Click> seventyDays() {
    return IntStream.range(0, 35)
        .mapToObj(i -> SPRING.plus(Duration.ofDays(2L * i)))
        .flatMap(at -> random.between(at, at.plusSeconds(3_600), 20).stream())
        .toList();
  }

  private List<Stats> longReports() {
    List<StatsQuery> queries = new ArrayList<>();
    for (ZoneId zone : ZONES) {
      for (Bucket bucket : List.of(Bucket.DAY, Bucket.WEEK, Bucket.MONTH)) {
        Instant from = SPRING.truncatedTo(ChronoUnit.DAYS);
        queries.add(query(from, SUMMER, bucket, zone));
      }
    }
    return queries.stream().map(store::query).toList();
  }

  private static long people(List<Click> clicks) {
    return clicks.stream().filter(click -> !click.bot()).count();
  }

  @Test
  final void visitorsBeyondTheExactFewAreEstimatedTheSameBeforeAndAfterFolding() {
    int people = 20_000;
    List<Click> clicks =
        IntStream.range(0, people)
            .mapToObj(i -> simple(START.plusMillis(i * 1000L), 1_000_003L * (i + 1), 5))
            .toList();
    store.append(clicks, List.of());
    StatsQuery query = query(null, END, Bucket.DAY, ZONES.get(0));
    Stats before = store.query(query);
    store.fold(END);
    assertThat(store.query(query)).isEqualTo(before);
    double tolerated = 3 * VisitorSketch.STANDARD_ERROR * people;
    assertThat((double) before.visitors()).isCloseTo(people, within(tolerated));
  }

  @Test
  final void visitorsOfTwoSaltPeriodsAreVisitorDays() {
    store.append(List.of(simple(START, 9, 1), simple(START, 9, 2)), List.of());
    Stats both = store.query(query(null, END, Bucket.DAY, ZONES.get(0)));
    assertThat(both.visitors()).isEqualTo(2);
    assertThat(both.visitorsAre()).isEqualTo("visitor-days");
  }

  @Test
  final void breakdownsKeepTheMostFrequentValuesOnly() {
    List<Click> clicks = random.between(START, END, 500);
    store.append(clicks, List.of());
    StatsQuery two = new StatsQuery(null, null, null, END, ZONES.get(0), Bucket.DAY, Map.of(), 2);
    assertThat(store.query(two)).isEqualTo(PlainReport.of(clicks, two));
  }

  @Test
  final void tooLongASeriesIsRefused() {
    store.append(List.of(simple(START, 1, 1)), List.of());
    for (Instant from : Arrays.asList(START.minus(Duration.ofDays(9)), null)) {
      assertThatExceptionOfType(ReportException.class)
          .isThrownBy(
              () ->
                  store.query(
                      query(from, START.plus(Duration.ofDays(9)), Bucket.MINUTE, ZONES.get(0))))
          .satisfies(
              e -> assertThat(e.reason()).isEqualTo(ReportException.Reason.TOO_MANY_BUCKETS));
    }
  }

  @Test
  final void positionsAreTheHighestOfEachJournal() {
    store.append(List.of(), List.of(new Position("a", 1, 0, 10), new Position("a", 1, 1, 5)));
    store.append(List.of(), List.of(new Position("a", 1, 0, 30)));
    store.append(List.of(), List.of(new Position("a", 2, 0, 4), new Position("b", 1, 0, 8)));
    assertThat(store.positions())
        .containsExactlyInAnyOrder(
            new Position("a", 1, 0, 30),
            new Position("a", 1, 1, 5),
            new Position("a", 2, 0, 4),
            new Position("b", 1, 0, 8));
  }

  @Test
  final void aBatchRepeatedCountsOnce() {
    List<Click> clicks = List.of(simple(START, 1, 1));
    var positions = List.of(new Position("a", 1, 0, 10), new Position("a", 1, 1, 5));
    store.append(clicks, positions);
    store.append(clicks, positions);
    assertThat(store.query(query(null, END, Bucket.DAY, ZONES.get(0))).clicks()).isEqualTo(1);
  }

  @Test
  final void aBatchThatIsPartlyKnownIsRefused() {
    store.append(List.of(), List.of(new Position("a", 1, 0, 10)));
    var mixed = List.of(new Position("a", 1, 0, 9), new Position("a", 1, 1, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.append(List.of(simple(START, 1, 1)), mixed));
    assertThat(store.query(query(null, END, Bucket.DAY, ZONES.get(0))).clicks()).isZero();
  }

  private void assertReports(List<Click> clicks) {
    for (StatsQuery query : queries()) {
      assertThat(store.query(query)).as("%s", query).isEqualTo(PlainReport.of(clicks, query));
    }
  }

  private static List<StatsQuery> queries() {
    List<StatsQuery> queries = new ArrayList<>();
    for (ZoneId zone : ZONES) {
      queries.add(query(null, END.plusSeconds(100_000), Bucket.DAY, zone));
    }
    for (Bucket bucket : Bucket.values()) {
      for (ZoneId zone : ZONES.subList(1, 3)) {
        Instant to = bucket == Bucket.MINUTE ? START.plusSeconds(20_000) : END.minusSeconds(5_000);
        queries.add(query(START.plusSeconds(5_000), to, bucket, zone));
      }
    }
    LinkRef link = RandomClicks.LINKS.get(0);
    queries.add(query(link, null, null, Map.of()));
    queries.add(query(null, 2, null, Map.of()));
    queries.add(query(link, 1, START, Map.of()));
    queries.add(query(link, 2, START, Map.of()));
    queries.add(query(null, null, START, Map.of(Dimension.COUNTRY, "DE")));
    queries.add(query(link, null, null, Map.of(Dimension.CITY, "", Dimension.DEVICE, "mobile")));
    queries.add(query(null, 1, null, Map.of(Dimension.UTM_CAMPAIGN, "it's \"late\"; DROP")));
    queries.add(query(null, null, null, Map.of(Dimension.BROWSER, "never seen")));
    return queries;
  }

  private static StatsQuery query(@Nullable Instant from, Instant to, Bucket bucket, ZoneId zone) {
    return new StatsQuery(null, null, from, to, zone, bucket, Map.of(), 10);
  }

  private static StatsQuery query(
      @Nullable LinkRef link,
      @Nullable Integer owner,
      @Nullable Instant from,
      Map<Dimension, String> filters) {
    return new StatsQuery(link, owner, from, END, ZONES.get(1), Bucket.HOUR, filters, 10);
  }

  private static Click simple(Instant at, long visitor, int salt) {
    return simple(at, RandomClicks.LINKS.get(0), visitor, salt);
  }

  private static Click simple(Instant at, LinkRef link, long visitor, int salt) {
    return new Click(
        at.toEpochMilli(),
        link,
        1,
        visitor,
        salt,
        false,
        Tier.L1,
        1,
        Place.UNKNOWN,
        Agent.UNKNOWN,
        Referrer.DIRECT,
        Campaign.NONE);
  }
}
