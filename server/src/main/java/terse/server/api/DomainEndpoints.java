package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
    Duration expiry = expiry(call.body());
    Domain added = domains.ensure(call.body().path("host").asText());
    Domain domain =
        call.body().has("defaultExpiry") ? domains.setDefaultExpiry(added.id(), expiry) : added;
    return Answer.json(201, out -> write(out, domain));
  }

  Answer edit(Call call) {
    call.requireAdmin();
    Domain domain =
        domains.setDefaultExpiry(Integer.parseInt(call.pathValue("domainId")), expiry(call.body()));
    return Answer.json(200, out -> write(out, domain));
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

  private static void write(JsonGenerator out, Domain domain) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", domain.id());
    out.writeStringField("host", domain.host());
    Duration expiry = domain.defaultExpiry();
    out.writeStringField("defaultExpiry", expiry == null ? null : expiry.toString());
    out.writeEndObject();
  }
}
