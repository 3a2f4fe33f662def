package terse.server.api;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * How the API reads and writes JSON: strictly, within bounds, and as UTF-8. Buffers are pooled for
 * all threads, since a virtual thread lives for one request.
 */
final class Json {
  private static final int MAX_DEPTH = 16;

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .rootValueSeparator("")
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** What is written into a generator. */
  interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /**
   * Reads one JSON value.
   *
   * @throws TerseException {@code INVALID_REQUEST} if the bytes are not exactly one
   */
  static JsonNode read(byte[] bytes, int from, int length) {
    try {
      JsonNode node = MAPPER.readTree(bytes, from, length);
      if (node.isMissingNode()) {
        throw new TerseException(
            Fault.INVALID_REQUEST, "The body is empty where JSON is expected.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new TerseException(
          Fault.INVALID_REQUEST,
          "The JSON is malformed" + where(e) + ": " + reason(e) + ".",
          List.of());
    } catch (IOException e) {
      throw new TerseException(Fault.INVALID_REQUEST, "The JSON is malformed: it is not UTF-8.");
    }
  }

  static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    write(bytes, body);
    return bytes.toByteArray();
  }

  static void write(ByteArrayOutputStream bytes, Body body) {
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  /** The parser's reason up to where it begins to quote the input or itself. */
  private static String reason(JsonProcessingException e) {
    String reason = e.getOriginalMessage().split("[\\n(]", 2)[0].strip();
    return reason.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
