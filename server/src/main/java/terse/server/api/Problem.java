package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;

/** The one place where failures become RFC 9457 problem documents. */
public final class Problem {
  static final String TYPE = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);
  private static final String BUSY_SECONDS = "1";

  private Problem() {}

  /** The answer to a failure. What is not a fault of ours to tell is logged and told as such. */
  static Answer answer(Throwable failure, @Nullable String instance) {
    TerseException fault = faultOf(failure);
    Answer answer =
        new Answer(
            fault.fault().status(),
            java.util.Map.of(),
            TYPE,
            Buffer.buffer(Json.write(out -> write(out, fault, instance, 0))));
    return switch (fault.fault()) {
      case OVERLOADED, STORE_UNAVAILABLE, OUTCOME_UNKNOWN ->
          answer.with("Retry-After", BUSY_SECONDS);
      case UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer realm=\"terse\"");
      default -> answer;
    };
  }

  /** The fault to tell of a failure. */
  public static TerseException faultOf(Throwable failure) {
    if (failure instanceof TerseException fault) {
      if (fault.getCause() != null) {
        LOG.warn("{}: {}", fault.fault().slug(), fault.detail(), fault.getCause());
      }
      return fault;
    }
    LOG.error("A request failed", failure);
    return new TerseException(
        Fault.INTERNAL, "The failure has been logged. It may help to try again.");
  }

  /**
   * Writes a problem.
   *
   * @param instance the address it occurred at, null if that is plain
   * @param retryAfter seconds after which to try again, for problems that have no headers; else 0
   */
  static void write(
      JsonGenerator out, TerseException problem, @Nullable String instance, int retryAfter)
      throws IOException {
    Fault fault = problem.fault();
    out.writeStartObject();
    out.writeStringField("type", "urn:terse:problem:" + fault.slug());
    out.writeStringField("title", fault.title());
    out.writeNumberField("status", fault.status());
    out.writeStringField("detail", problem.detail());
    if (instance != null) {
      out.writeStringField("instance", instance);
    }
    if (retryAfter > 0) {
      out.writeNumberField("retryAfter", retryAfter);
    }
    if (!problem.suggestions().isEmpty()) {
      out.writeArrayFieldStart("suggestions");
      for (String suggestion : problem.suggestions()) {
        out.writeString(suggestion);
      }
      out.writeEndArray();
    }
    if (!problem.violations().isEmpty()) {
      out.writeArrayFieldStart("errors");
      for (Violation violation : problem.violations()) {
        out.writeStartObject();
        out.writeStringField("field", violation.field());
        out.writeStringField("detail", violation.detail());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
