package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.security.RateLimiter;
import terse.server.security.Secrets;

/** Reads the lines of one bulk request, in batches. Used by one thread. */
final class BulkReader {
  static final int LONGEST_LINE = 65_536;
  private static final int BATCH_LINES = 2_000;
  private static final int BATCH_BYTES = 1 << 20;
  private static final int LONGEST_KEY = 255;

  private final Lines lines;
  private final Schema schema;
  private final RateLimiter limiter;
  private final int key;
  private final @Nullable String idempotencyKey;
  private final BulkLimits limits;
  private long line;
  private boolean ended;
  private boolean refused;

  BulkReader(
      Lines lines,
      Schema schema,
      RateLimiter limiter,
      int key,
      @Nullable String idempotencyKey,
      BulkLimits limits) {
    this.lines = lines;
    this.schema = schema;
    this.limiter = limiter;
    this.key = key;
    this.idempotencyKey = idempotencyKey;
    this.limits = limits;
  }

  /** Whether everything that is to be read has been. */
  boolean isEnded() {
    return ended;
  }

  /** Whether more came than may, and none of it has been acted on. */
  boolean isRefused() {
    return refused;
  }

  /** The number of the line read last. */
  long line() {
    return line;
  }

  /**
   * The next lines: as many as have come, up to a bound; waits for the first. After the last line
   * that may be read, a problem says so.
   */
  List<BulkItem> next() throws InterruptedException {
    List<BulkItem> batch = new ArrayList<>();
    long bytes = 0;
    while (!ended
        && batch.size() < BATCH_LINES
        && bytes < BATCH_BYTES
        && (batch.isEmpty() || lines.isReady())) {
      Lines.Line next = lines.next();
      ended = next == null;
      if (next != null) {
        bytes += next.size();
        add(next, batch);
      }
    }
    return batch;
  }

  private void add(Lines.Line next, List<BulkItem> batch) {
    line++;
    if (line > limits.lines() || lines.read() > limits.bytes()) {
      ended = true;
      refused = true;
      batch.add(BulkItem.wrong(line, limits.exceeded()));
    } else if (next.bytes() == null || !isBlank(next.bytes())) {
      batch.add(read(next));
    }
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }

  private BulkItem read(Lines.Line next) {
    try {
      RateLimiter.Grant grant = limiter.take(key);
      if (!grant.granted()) {
        return BulkItem.later(line, CreateEndpoint.refused(grant), grant.resetSeconds());
      }
      JsonNode body = parse(next);
      return BulkItem.asking(line, LinkBody.request(body, keyOf(body)));
    } catch (TerseException problem) {
      return BulkItem.wrong(line, problem);
    }
  }

  private JsonNode parse(Lines.Line next) {
    byte[] bytes = next.bytes();
    if (bytes == null) {
      throw new TerseException(
          Fault.TOO_LARGE, "A line may have " + LONGEST_LINE + " bytes; it was passed over.");
    }
    JsonNode body = Json.read(bytes, 0, bytes.length);
    Operation.checkBody(schema, body);
    return body;
  }

  private @Nullable String keyOf(JsonNode body) {
    String own = LinkBody.text(body.path("idempotencyKey"));
    if (own != null || idempotencyKey == null) {
      return own;
    }
    String numbered = idempotencyKey + "#" + line;
    return numbered.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
        ? numbered
        : Secrets.digest(numbered);
  }
}
