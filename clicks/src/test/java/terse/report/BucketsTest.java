package terse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> starts(String from, String to, Bucket width, String zone) {
    var buckets = Buckets.covering(Instant.parse(from), Instant.parse(to), width, ZoneId.of(zone));
    return IntStream.rangeClosed(0, buckets.size())
        .mapToObj(i -> Instant.ofEpochMilli(buckets.start(i)).toString())
        .toList();
  }

  @Test
  void aDayInSpringHas23HoursAndOneInAutumn25() {
    assertThat(starts("2026-03-29T05:00:00Z", "2026-03-29T06:00:00Z", Bucket.DAY, "Europe/Berlin"))
        .containsExactly("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    assertThat(starts("2026-10-25T05:00:00Z", "2026-10-25T06:00:00Z", Bucket.DAY, "Europe/Berlin"))
        .containsExactly("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
  }

  @Test
  void theHourThatComesTwiceIsTwoBuckets() {
    var day =
        Buckets.covering(
            Instant.parse("2026-10-24T22:00:00Z"),
            Instant.parse("2026-10-25T23:00:00Z"),
            Bucket.HOUR,
            BERLIN);
    assertThat(day.size()).isEqualTo(25);
    assertThat(day.unit()).isEqualTo(3_600_000);
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheFirst() {
    assertThat(starts("2026-05-06T10:00:00Z", "2026-05-12T00:00:00Z", Bucket.WEEK, "UTC"))
        .containsExactly("2026-05-04T00:00:00Z", "2026-05-11T00:00:00Z", "2026-05-18T00:00:00Z");
    assertThat(starts("2026-01-31T23:30:00Z", "2026-02-01T00:00:00Z", Bucket.MONTH, "UTC"))
        .containsExactly("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
  }

  @Test
  void anOffsetOfHalfAnHourMovesTheHours() {
    assertThat(starts("2026-05-06T10:10:00Z", "2026-05-06T11:00:00Z", Bucket.HOUR, "Asia/Kolkata"))
        .containsExactly("2026-05-06T09:30:00Z", "2026-05-06T10:30:00Z", "2026-05-06T11:30:00Z");
    var days =
        Buckets.covering(
            Instant.parse("2026-05-06T00:00:00Z"),
            Instant.parse("2026-05-16T00:00:00Z"),
            Bucket.DAY,
            ZoneId.of("Asia/Kolkata"));
    assertThat(days.unit()).isEqualTo(1_800_000);
  }

  @Test
  void aChangeByHalfAnHourCutsAnHour() {
    assertThat(
            starts(
                "2026-04-04T14:00:00Z", "2026-04-04T16:00:00Z", Bucket.HOUR, "Australia/Lord_Howe"))
        .containsExactly(
            "2026-04-04T14:00:00Z",
            "2026-04-04T15:00:00Z",
            "2026-04-04T15:30:00Z",
            "2026-04-04T16:30:00Z");
  }

  @Test
  void aDayThatAZoneLeavesOutIsNoBucket() {
    assertThat(starts("2011-12-30T00:00:00Z", "2011-12-31T00:00:00Z", Bucket.DAY, "Pacific/Apia"))
        .containsExactly("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
  }

  @Test
  void noBucketIsMissingOrEmptyAndEveryInstantIsInItsOwn() {
    for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")) {
      for (Bucket width : List.of(Bucket.HOUR, Bucket.DAY, Bucket.WEEK, Bucket.MONTH)) {
        var buckets =
            Buckets.covering(
                Instant.parse("2026-01-05T01:02:03Z"),
                Instant.parse("2026-12-05T01:02:03Z"),
                width,
                ZoneId.of(zone));
        for (int i = 0; i < buckets.size(); i++) {
          assertThat(buckets.start(i)).isLessThan(buckets.start(i + 1));
          assertThat(buckets.indexOf(buckets.start(i))).isEqualTo(i);
          assertThat(buckets.indexOf(buckets.start(i + 1) - 1)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void nothingHasNoBuckets() {
    Instant at = Instant.parse("2026-01-05T01:02:03Z");
    assertThat(Buckets.covering(at, at.minusSeconds(1), Bucket.DAY, BERLIN).size()).isZero();
  }

  @Test
  void thereAreNoMoreThanTheLimit() {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    Instant end = start.plus(Duration.ofMinutes(Buckets.LIMIT));
    assertThat(Buckets.covering(start, end, Bucket.MINUTE, BERLIN).size()).isEqualTo(Buckets.LIMIT);
    assertThatExceptionOfType(ReportException.class)
        .isThrownBy(() -> Buckets.covering(start, end.plusMillis(1), Bucket.MINUTE, BERLIN));
  }
}
