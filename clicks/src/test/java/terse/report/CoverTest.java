package terse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final long H = Cover.HOUR;

  @Test
  void wholeFoldedHoursComeFromRollups() {
    Cover cover = Cover.of(10 * H + 1, 20 * H + 5, 18, new TreeSet<>());
    assertThat(cover.firstHour()).isEqualTo(11);
    assertThat(cover.endHour()).isEqualTo(18);
    assertThat(cover.raw())
        .containsExactly(new Cover.Span(10 * H + 1, 11 * H), new Cover.Span(18 * H, 20 * H + 5));
  }

  @Test
  void everyInstantIsReadExactlyOnce() {
    var random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      var open = new TreeSet<Long>();
      random.longs(random.nextInt(30), 0, 60).forEach(open::add);
      long from = random.nextInt(40) * H + random.nextInt(2) * random.nextLong(H);
      long to = random.nextInt(60) * H + random.nextInt(2) * random.nextLong(H);
      long folded = random.nextInt(60);
      Cover cover = Cover.of(from, to, folded, open);
      for (int i = 0; i < 300; i++) {
        long at = random.nextInt(60) * H + random.nextInt(3) * (H / 2 - 1);
        long hour = at / H;
        boolean rolled =
            hour >= cover.firstHour() && hour < cover.endHour() && !cover.except().contains(hour);
        long raw = cover.raw().stream().filter(s -> at >= s.from() && at < s.to()).count();
        assertThat((rolled ? 1 : 0) + raw).isEqualTo(at >= from && at < to ? 1 : 0);
        assertThat(rolled && (open.contains(hour) || hour >= folded)).isFalse();
      }
    }
  }

  @Test
  void tooManyOpenHoursAreReadRawAltogether() {
    var open = new TreeSet<Long>();
    LongStream.range(0, 100).forEach(i -> open.add(100 + 2 * i));
    assertThat(Cover.of(0, 1_000 * H, 1_000, open).raw()).hasSizeLessThanOrEqualTo(9);
  }
}
