package terse.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.PlainCodec;
import terse.seed.Seeds;

class SnowflakeTest {

  @Test
  void partsStandWhereTheFormatSays() {
    assertThat(new Snowflake(1, 0, 0, 0).id()).isEqualTo(1L << 22);
    assertThat(new Snowflake(0, 1, 0, 0).id()).isEqualTo(1L << 17);
    assertThat(new Snowflake(0, 0, 1, 0).id()).isEqualTo(1L << 12);
    assertThat(new Snowflake(0, 0, 0, 1).id()).isEqualTo(1);
    assertThat(new Snowflake((1L << 41) - 1, 31, 31, 4095).id()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timeIsCountedFrom2020() {
    assertThat(Snowflake.of(0).instant()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(Snowflake.of(Long.MAX_VALUE).instant())
        .isEqualTo(Instant.parse("2089-09-06T15:47:35.551Z"));
  }

  @Test
  void whatIsPutTogetherIsTakenApartAgain() {
    Seeds.check(
        10_000,
        random -> {
          long id = random.nextLong() & Long.MAX_VALUE;
          assertThat(Snowflake.of(id).id()).isEqualTo(id);
        });
  }

  @Test
  void partsOutOfRangeAreRefusedAndNeverMasked() {
    assertThatThrownBy(() -> new Snowflake(1L << 41, 0, 0, 0)).hasMessageContaining("milliseconds");
    assertThatThrownBy(() -> new Snowflake(-1, 0, 0, 0)).hasMessageContaining("milliseconds");
    assertThatThrownBy(() -> new Snowflake(0, 32, 0, 0)).hasMessageContaining("datacenter");
    assertThatThrownBy(() -> new Snowflake(0, 0, -1, 0)).hasMessageContaining("worker");
    assertThatThrownBy(() -> new Snowflake(0, 0, 0, 4096)).hasMessageContaining("sequence");
    assertThatThrownBy(() -> Snowflake.of(-1)).hasMessageContaining("negative");
  }

  /** Eleven symbols from 2026-05-05 on: cut to seven they would name the time alone. */
  @Test
  void textHasElevenSymbolsSinceMay2026() {
    PlainCodec codec = new PlainCodec(Alphabet.BASE62);
    Instant last = Instant.parse("2026-05-04T00:00:00Z");
    assertThat(codec.encode(at(last))).hasSize(10);
    assertThat(codec.encode(at(Instant.parse("2026-05-06T00:00:00Z")))).hasSize(11);
    assertThat(codec.encode(Long.MAX_VALUE)).hasSize(11);
  }

  private static long at(Instant instant) {
    return new Snowflake(instant.toEpochMilli() - Snowflake.EPOCH_MILLIS, 31, 31, 0).id();
  }
}
