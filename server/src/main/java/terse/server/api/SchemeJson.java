package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/** How a domain's codes are made, as JSON. */
final class SchemeJson {
  private static final String FIELD = "codes";

  private SchemeJson() {}

  /**
   * Reads the {@code codes} of a body that keeps the contract.
   *
   * @param present where what the body leaves out is taken from
   * @throws TerseException INVALID_REQUEST if its parts do not go together
   */
  static Scheme read(JsonNode body, Scheme present) {
    JsonNode codes = body.path(FIELD);
    try {
      return new Scheme(
          codes.has("source") ? Source.valueOf(upper(codes, "source")) : present.source(),
          codes.has("alphabet")
              ? Alphabet.named(codes.path("alphabet").asText())
              : present.alphabet(),
          lengths(codes, present.lengths()),
          codes.path("checkSymbol").asBoolean(present.checkSymbol()),
          codes.has("wrongCase")
              ? WrongCase.valueOf(upper(codes, "wrongCase"))
              : present.wrongCase());
    } catch (IllegalArgumentException e) {
      String wrong = String.valueOf(e.getMessage());
      throw new TerseException(
          Fault.INVALID_REQUEST,
          FIELD + ": " + wrong + ". Nothing was changed.",
          List.of(new Violation("/" + FIELD, wrong)));
    }
  }

  private static Lengths lengths(JsonNode codes, Lengths present) {
    int first = codes.path("length").asInt(present.first());
    int longest = codes.has("length") ? first : present.longest();
    return new Lengths(
        first,
        codes.path("longestLength").asInt(longest),
        codes.path("fill").asInt(present.fill()));
  }

  private static String upper(JsonNode codes, String field) {
    return codes.path(field).asText().toUpperCase(Locale.ROOT);
  }

  static void write(JsonGenerator out, Scheme scheme) throws IOException {
    out.writeStartObject();
    out.writeStringField("source", lower(scheme.source()));
    out.writeStringField("alphabet", scheme.alphabet().name());
    out.writeNumberField("length", scheme.lengths().first());
    out.writeNumberField("longestLength", scheme.lengths().longest());
    out.writeNumberField("fill", scheme.lengths().fill());
    out.writeBooleanField("checkSymbol", scheme.checkSymbol());
    out.writeStringField("wrongCase", lower(scheme.wrongCase()));
    out.writeEndObject();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
