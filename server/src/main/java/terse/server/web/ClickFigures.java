package terse.server.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a link does.
 *
 * @param numbers the large figures
 * @param chart clicks over time
 * @param tops where clicks come from and with what
 * @param freshUntil every click before it is counted, null if that is not known
 * @param problem why there are no figures, empty if there are
 */
record ClickFigures(
    List<Figure> numbers,
    @Nullable Chart chart,
    List<TopList> tops,
    @Nullable Moment freshUntil,
    String problem) {

  /** One large figure. */
  record Figure(String label, String value) {}

  static ClickFigures missing(String problem) {
    return new ClickFigures(List.of(), null, List.of(), null, problem);
  }

  /** A count as people read it. */
  static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count of links in words. */
  static String links(int count) {
    return text(count) + (count == 1 ? " link" : " links");
  }

  /** A count of clicks in words. */
  static String clicks(long count) {
    return text(count) + (count == 1 ? " click" : " clicks");
  }
}
