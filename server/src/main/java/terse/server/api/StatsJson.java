package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import terse.report.Dimension;
import terse.report.Stats;
import terse.report.StatsQuery;

/** The JSON of a report. */
final class StatsJson {
  private StatsJson() {}

  static void write(JsonGenerator out, StatsQuery query, Stats stats, @Nullable Instant freshUntil)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("clicks", stats.clicks());
    out.writeNumberField("botClicks", stats.botClicks());
    out.writeNumberField("visitors", stats.visitors());
    out.writeStringField("visitorsAre", stats.visitorsAre());
    out.writeNumberField("last24Hours", stats.last24Hours());
    out.writeNumberField("last7Days", stats.last7Days());
    out.writeNumberField("last30Days", stats.last30Days());
    out.writeStringField("from", LinkJson.text(query.from()));
    out.writeStringField("to", query.to().toString());
    out.writeStringField(
        "timezone", query.zone().getId().equals("Z") ? "UTC" : query.zone().getId());
    out.writeStringField("bucket", query.bucket().name().toLowerCase(Locale.ROOT));
    writeSeries(out, stats.series());
    writeBreakdowns(out, stats);
    out.writeStringField("freshUntil", LinkJson.text(freshUntil));
    out.writeEndObject();
  }

  private static void writeSeries(JsonGenerator out, List<Stats.Point> series) throws IOException {
    out.writeArrayFieldStart("series");
    for (Stats.Point point : series) {
      out.writeStartObject();
      out.writeStringField("start", point.start().toString());
      out.writeNumberField("clicks", point.clicks());
      out.writeNumberField("botClicks", point.botClicks());
      out.writeNumberField("visitors", point.visitors());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeBreakdowns(JsonGenerator out, Stats stats) throws IOException {
    out.writeObjectFieldStart("breakdowns");
    for (Dimension dimension : Dimension.values()) {
      out.writeArrayFieldStart(dimension.wireName());
      for (Stats.Count count : stats.breakdowns().getOrDefault(dimension, List.of())) {
        out.writeStartObject();
        out.writeStringField("value", count.value());
        out.writeNumberField("clicks", count.clicks());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
