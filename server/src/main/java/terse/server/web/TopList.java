package terse.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import terse.report.Dimension;
import terse.report.Stats;

/**
 * The most frequent values of one property of clicks.
 *
 * @param heading the property, in the plural
 * @param column the property
 */
record TopList(String heading, String column, List<Row> rows) {

  /** One value, with its part of all clicks in percent. */
  record Row(String label, long clicks, String percent) {
    String text() {
      return ClickFigures.text(clicks);
    }
  }

  static List<TopList> all(Stats stats) {
    List<TopList> lists = new ArrayList<>();
    lists.add(of("Countries", "Country", Dimension.COUNTRY, stats));
    lists.add(of("Referrers", "Referrer", Dimension.REFERRER, stats));
    lists.add(of("Browsers", "Browser", Dimension.BROWSER, stats));
    lists.add(of("Systems", "System", Dimension.OS, stats));
    lists.add(of("Devices", "Device", Dimension.DEVICE, stats));
    lists.add(of("Campaign sources", "Source", Dimension.UTM_SOURCE, stats));
    lists.add(of("Campaign media", "Medium", Dimension.UTM_MEDIUM, stats));
    lists.add(of("Campaigns", "Campaign", Dimension.UTM_CAMPAIGN, stats));
    return lists;
  }

  private static TopList of(String heading, String column, Dimension dimension, Stats stats) {
    List<Row> rows =
        stats.breakdowns().getOrDefault(dimension, List.of()).stream()
            .map(count -> row(dimension, count, stats.clicks()))
            .toList();
    return new TopList(heading, column, rows);
  }

  private static Row row(Dimension dimension, Stats.Count count, long all) {
    double percent = all == 0 ? 0 : 100.0 * count.clicks() / all;
    return new Row(
        label(dimension, count.value()),
        count.clicks(),
        String.format(Locale.ROOT, "%.1f%%", Math.min(percent, 100)));
  }

  private static String label(Dimension dimension, String value) {
    if (value.isEmpty()) {
      return switch (dimension) {
        case REFERRER -> "Direct";
        case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN -> "None";
        default -> "Unknown";
      };
    }
    return switch (dimension) {
      case COUNTRY -> Locale.of("", value).getDisplayCountry(Locale.ENGLISH);
      case DEVICE -> value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
      default -> value;
    };
  }
}
