package terse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final long H = Cover.HOUR;
  private static final long D = Kept.DAY;
  private static final long END = 500 * D;

  private static NavigableSet<Long> set(long... periods) {
    var set = new TreeSet<Long>();
    LongStream.of(periods).forEach(set::add);
    return set;
  }

  private static Kept folded(long hours, NavigableSet<Long> open) {
    return new Kept(new Kept.Mark(hours, open), Kept.Mark.NONE, Kept.Mark.NONE, 0, 0);
  }

  private static Cover of(long from, long to, Kept kept) {
    return Cover.of(from, to, kept, Cuts.NONE, Level.MONTH);
  }

  @Test
  void wholeFoldedHoursComeFromRollups() {
    Cover cover = of(10 * H + 1, 20 * H + 5, folded(18, set()));
    assertThat(cover.folded(Level.HOUR)).containsExactly(new Cover.Span(11, 18));
    assertThat(cover.raw())
        .containsExactly(new Cover.Span(10 * H + 1, 11 * H), new Cover.Span(18 * H, 20 * H + 5));
  }

  @Test
  void theLongestFoldedPeriodsAreRead() {
    var kept =
        new Kept(
            new Kept.Mark(24 * 100, set()),
            new Kept.Mark(100, set(70)),
            new Kept.Mark(3, set()),
            0,
            0);
    Cover cover = of(10 * D + 5 * H, 99 * D, kept);
    assertThat(cover.folded(Level.MONTH)).containsExactly(new Cover.Span(31 * 24, 90 * 24));
    assertThat(cover.folded(Level.DAY))
        .containsExactly(new Cover.Span(11 * 24, 31 * 24), new Cover.Span(90 * 24, 99 * 24));
    assertThat(cover.folded(Level.HOUR)).containsExactly(new Cover.Span(10 * 24 + 5, 11 * 24));
    assertThat(cover.raw()).isEmpty();
  }

  @Test
  void whatABucketCutsIsReadByShorterPeriods() {
    var from = Instant.parse("2026-01-01T00:00:00Z");
    var to = Instant.parse("2026-12-31T00:00:00Z");
    long day = to.toEpochMilli() / D;
    var kept =
        new Kept(new Kept.Mark(24 * day, set()), new Kept.Mark(day, set()), Kept.Mark.NONE, 0, 0);
    var buckets = Buckets.covering(from, to, Bucket.MONTH, ZoneId.of("Europe/Berlin"));
    Cover cover =
        Cover.of(from.toEpochMilli(), to.toEpochMilli(), kept, Cuts.of(buckets, kept), Level.MONTH);
    assertThat(cover.folded(Level.DAY)).hasSize(12);
    assertThat(cover.folded(Level.HOUR))
        .hasSize(11)
        .allMatch(span -> span.to() - span.from() == 24);
    assertThat(cover.raw()).isEmpty();
  }

  @Test
  void everyInstantIsReadExactlyOnce() {
    var random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      Kept kept = random(random);
      long from = random.nextLong(END / H) * H + random.nextInt(2) * random.nextLong(H);
      long to = random.nextLong(END / H) * H + random.nextInt(2) * random.nextLong(H);
      Level coarsest = List.of(Level.values()).get(random.nextInt(3));
      Cover cover = Cover.of(from, to, kept, Cuts.NONE, coarsest);
      for (int i = 0; i < 300; i++) {
        long at = random.nextLong(END / H) * H + random.nextInt(3) * (H / 2 - 1);
        assertThat(readings(cover, at)).isEqualTo(wanted(kept, at, from, to) ? 1 : 0);
      }
      assertSound(cover, kept, coarsest);
    }
  }

  /** Everything that is read less finely counts where it begins. */
  private static boolean wanted(Kept kept, long at, long from, long to) {
    long counted =
        at < kept.hoursFromMillis() ? at - at % D : at < kept.rawFromMillis() ? at - at % H : at;
    return counted >= from && counted < to;
  }

  private static long readings(Cover cover, long at) {
    long folded =
        cover.folded().values().stream()
            .flatMap(List::stream)
            .filter(span -> at / H >= span.from() && at / H < span.to())
            .count();
    return folded + cover.raw().stream().filter(s -> at >= s.from() && at < s.to()).count();
  }

  private static void assertSound(Cover cover, Kept kept, Level coarsest) {
    for (Level level : Level.values()) {
      for (Cover.Span span : cover.folded(level)) {
        assertThat(level.start(level.of(span.from()))).isEqualTo(span.from());
        assertThat(level.start(level.of(span.to()))).isEqualTo(span.to());
        assertThat(level.of(span.to())).isLessThanOrEqualTo(kept.mark(level).until());
        assertThat(kept.mark(level).open().subSet(level.of(span.from()), level.of(span.to())))
            .isEmpty();
        assertThat(span.to() * H <= kept.hoursFromMillis() || level.compareTo(coarsest) <= 0)
            .isTrue();
      }
    }
    assertThat(cover.folded(Level.HOUR))
        .allMatch(span -> span.from() * H >= kept.hoursFromMillis());
    assertThat(cover.raw()).allMatch(span -> span.from() >= kept.rawFromMillis());
  }

  private static Kept random(Random random) {
    long hours = random.nextLong(1, END / H);
    long days = random.nextLong(Level.DAY.of(hours) + 1);
    long months = random.nextLong(Level.MONTH.of(24 * days) + 1);
    var open = new TreeSet<Long>();
    random.longs(random.nextInt(20), 0, hours).forEach(open::add);
    var openDays = new TreeSet<Long>();
    open.stream().map(Level.DAY::of).filter(day -> day < days).forEach(openDays::add);
    var openMonths = new TreeSet<Long>();
    open.stream().map(Level.MONTH::of).filter(month -> month < months).forEach(openMonths::add);
    long rawFrom = random.nextLong(Level.DAY.of(open.isEmpty() ? hours : open.first()) + 1);
    long soundDays = openDays.isEmpty() ? days : openDays.first();
    return new Kept(
        new Kept.Mark(hours, open),
        new Kept.Mark(days, openDays),
        new Kept.Mark(months, openMonths),
        rawFrom,
        random.nextLong(Math.min(rawFrom, soundDays) + 1));
  }

  @Test
  void tooManyOpenHoursAreReadRawAltogether() {
    var open = new TreeSet<Long>();
    LongStream.range(0, 100).forEach(i -> open.add(100 + 2 * i));
    assertThat(of(0, 1_000 * H, folded(1_000, open)).raw()).hasSizeLessThanOrEqualTo(9);
  }
}
