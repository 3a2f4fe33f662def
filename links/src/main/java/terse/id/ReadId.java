package terse.id;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import terse.code.Alphabet;
import terse.code.PlainCodec;

/** What can be read off an id without asking anybody. */
public sealed interface ReadId {

  /** A Snowflake. */
  record OfSnowflake(Snowflake parts) implements ReadId {}

  /** A hybrid logical time. */
  record OfHybrid(HybridStamp parts) implements ReadId {}

  /**
   * A ULID.
   *
   * @param randomness 20 hexadecimal digits
   */
  record OfUlid(Instant instant, String randomness) implements ReadId {}

  /** A UUID that says nothing but its version. */
  record OfUuid(int version) implements ReadId {}

  /** A UUID of version 7, which begins with the time. */
  record OfTimedUuid(Instant instant) implements ReadId {}

  /**
   * What an id says; empty if it is none. The kinds are told apart by their length: 26 symbols are
   * a ULID, 36 a UUID, 12 in an alphabet a hybrid time, up to 11 a Snowflake, and so are up to 19
   * digits.
   *
   * @param alphabet what Snowflakes and hybrid times are written in, other than as digits
   */
  static Optional<ReadId> of(String text, Alphabet alphabet) {
    return switch (text.length()) {
      case 26 -> ulid(text);
      case 36 -> uuid(text);
      case 12 -> hybrid(text, alphabet);
      default -> snowflake(text, alphabet);
    };
  }

  private static Optional<ReadId> ulid(String text) {
    if (!Ulid.isValid(text)) {
      return Optional.empty();
    }
    Ulid ulid = Ulid.from(text);
    String randomness =
        "%04x%016x"
            .formatted(ulid.getMostSignificantBits() & 0xFFFF, ulid.getLeastSignificantBits());
    return Optional.of(new OfUlid(ulid.getInstant(), randomness));
  }

  private static Optional<ReadId> uuid(String text) {
    if (!text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
      return Optional.empty();
    }
    UUID uuid = UUID.fromString(text);
    return Optional.of(
        uuid.version() == 7
            ? new OfTimedUuid(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
            : new OfUuid(uuid.version()));
  }

  private static Optional<ReadId> hybrid(String text, Alphabet alphabet) {
    return HybridStamp.read(text, alphabet).map(OfHybrid::new);
  }

  private static Optional<ReadId> snowflake(String text, Alphabet alphabet) {
    OptionalLong id =
        text.length() > 11
            ? new PlainCodec(Alphabet.of("0123456789")).decode(text)
            : new PlainCodec(alphabet).decode(text);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new OfSnowflake(Snowflake.of(id.getAsLong())));
  }
}
