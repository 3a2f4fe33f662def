package terse.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.PlainCodec;
import terse.seed.Seeds;

class ReadIdTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void everyKindIsReadAsWhatItIs() {
    Snowflake snowflake = new Snowflake(NOW.toEpochMilli() - Snowflake.EPOCH_MILLIS, 1, 2, 3);
    String code = new PlainCodec(Alphabet.BASE62).encode(snowflake.id());
    assertThat(read(code)).isEqualTo(new ReadId.OfSnowflake(snowflake));
    assertThat(read("" + snowflake.id())).isEqualTo(new ReadId.OfSnowflake(snowflake));

    HybridStamp stamp = new HybridStamp(NOW.toEpochMilli(), 7, 1_023);
    assertThat(read(stamp.text(Alphabet.BASE62))).isEqualTo(new ReadId.OfHybrid(stamp));

    assertThat(read(new UlidSource(() -> 0xABCDL, () -> NOW).next()))
        .isInstanceOfSatisfying(
            ReadId.OfUlid.class, ulid -> assertThat(ulid.instant()).isEqualTo(NOW));
    assertThat(read(UuidSource.timed(new Random(1), () -> NOW).next()))
        .isEqualTo(new ReadId.OfTimedUuid(NOW));
    assertThat(read(UuidSource.random(new Random(1)).next())).isEqualTo(new ReadId.OfUuid(4));
  }

  @Test
  void anyTextIsAnswered() {
    Seeds.check(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(40);
          for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
          }
          assertThat(ReadId.of(text.toString(), Alphabet.BASE62)).isNotNull();
        });
  }

  private static ReadId read(String text) {
    return ReadId.of(text, Alphabet.BASE62).orElseThrow();
  }
}
