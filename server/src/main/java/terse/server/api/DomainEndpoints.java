package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.domain.Domain;
import terse.domain.ManageDomains;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The hosts that links live on. */
final class DomainEndpoints {
  private final ManageDomains domains;

  DomainEndpoints(ManageDomains domains) {
    this.domains = domains;
  }

  Answer list(Call call) {
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("domains");
          for (Domain domain : domains.all()) {
            write(out, domain);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Answer add(Call call) {
    call.requireAdmin();
    JsonNode body = call.body();
    Scheme scheme = body.has("codes") ? SchemeJson.read(body, domains.usual()) : null;
    Duration expiry = expiry(body);
    Domain added = domains.ensure(body.path("host").asText(), scheme);
    if (scheme != null && !scheme.equals(added.scheme())) {
      domains.setScheme(added.id(), SchemeJson.read(body, added.scheme()));
    }
    Domain domain =
        body.has("defaultExpiry")
            ? domains.setDefaultExpiry(added.id(), expiry)
            : domains.get(added.id());
    return Answer.json(201, out -> write(out, domain));
  }

  Answer edit(Call call) {
    call.requireAdmin();
    JsonNode body = call.body();
    int id = Integer.parseInt(call.pathValue("domainId"));
    Scheme present = domains.get(id).scheme();
    Scheme scheme = body.has("codes") ? SchemeJson.read(body, present) : present;
    if (body.has("defaultExpiry")) {
      domains.setDefaultExpiry(id, expiry(body));
    }
    if (!scheme.equals(present)) {
      domains.setScheme(id, scheme);
    }
    return Answer.json(200, out -> write(out, domains.get(id)));
  }

  private static @Nullable Duration expiry(JsonNode body) {
    String text = LinkBody.text(body.path("defaultExpiry"));
    try {
      Duration expiry = text == null ? null : Duration.parse(text);
      if (expiry != null && !expiry.isPositive()) {
        throw invalid();
      }
      return expiry;
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid();
    }
  }

  private static TerseException invalid() {
    return new TerseException(
        Fault.INVALID_EXPIRY, "defaultExpiry must be a time such as P30D or PT12H, or null.");
  }

  /** As people write it, with days: P30D, which Java reads and yet writes PT720H. */
  private static String text(Duration expiry) {
    long days = expiry.toDays();
    Duration rest = expiry.minusDays(days);
    String hours = rest.isZero() ? "" : rest.toString().substring(1);
    return days == 0 ? expiry.toString() : "P" + days + "D" + hours;
  }

  private static void write(JsonGenerator out, Domain domain) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", domain.id());
    out.writeStringField("host", domain.host());
    Duration expiry = domain.defaultExpiry();
    out.writeStringField("defaultExpiry", expiry == null ? null : text(expiry));
    out.writeFieldName("codes");
    SchemeJson.write(out, domain.scheme());
    out.writeEndObject();
  }
}
