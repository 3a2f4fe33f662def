package terse.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;
import terse.report.Bucket;
import terse.report.Dimension;
import terse.report.StatsQuery;

/** Turns the parameters of a report into its query. */
final class StatsParameters {
  private static final int USUAL_TOP = 10;

  private StatsParameters() {}

  /**
   * The query.
   *
   * @param link only this link, null for all
   * @param owner only this account's links, null for all
   * @throws TerseException {@code INVALID_REQUEST} naming the parameter that is wrong
   */
  static StatsQuery query(
      Map<String, String> parameters,
      @Nullable LinkRef link,
      @Nullable Integer owner,
      InstantSource clock) {
    Instant from = instant(parameters, "from");
    Instant to = instant(parameters, "to");
    Instant end = to == null ? clock.instant() : to;
    Bucket bucket =
        Bucket.valueOf(parameters.getOrDefault("bucket", "day").toUpperCase(Locale.ROOT));
    check(from, end);
    return new StatsQuery(
        link,
        owner,
        from,
        end,
        zone(parameters.get("timezone")),
        bucket,
        filters(parameters),
        Integer.parseInt(parameters.getOrDefault("top", Integer.toString(USUAL_TOP))));
  }

  private static @Nullable Instant instant(Map<String, String> parameters, String name) {
    String text = parameters.get(name);
    return text == null ? null : LinkBody.instant(name, text);
  }

  private static void check(@Nullable Instant from, Instant to) {
    if (from != null && !from.isBefore(to)) {
      throw invalid("from", "must be before 'to'");
    }
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw invalid("timezone", "is not an IANA time zone such as Europe/Berlin");
    }
  }

  private static Map<Dimension, String> filters(Map<String, String> parameters) {
    Map<Dimension, String> filters = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      String value = parameters.get(dimension.wireName());
      if (value != null) {
        filters.put(dimension, value);
      }
    }
    return filters;
  }

  static TerseException invalid(String name, String detail) {
    return new TerseException(
        Fault.INVALID_REQUEST, "A parameter is not valid.", List.of(new Violation(name, detail)));
  }
}
