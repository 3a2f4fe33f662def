package terse.server.api;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Chooses the media type of an answer by the {@code Accept} header (RFC 9110, section 12.5.1). */
final class Accept {
  private Accept() {}

  /**
   * The type to answer with, the first one if nothing was asked for.
   *
   * @throws TerseException {@code NOT_ACCEPTABLE} if none will do
   */
  static String choose(@Nullable String header, Set<String> produced) {
    if (produced.isEmpty()) {
      return "";
    }
    String best = "";
    double bestWeight = 0;
    for (String type : produced) {
      double weight = header == null || header.isBlank() ? 1 : weight(header, type);
      if (weight > bestWeight) {
        best = type;
        bestWeight = weight;
      }
    }
    if (best.isEmpty()) {
      throw new TerseException(
          Fault.NOT_ACCEPTABLE, "This can be had as " + String.join(" or ", produced) + ".");
    }
    return best;
  }

  /** The weight of the most specific range that fits, 0 for none. */
  private static double weight(String header, String type) {
    int specificity = -1;
    double weight = 0;
    for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      int fit = fit(parts[0].strip(), type);
      if (fit > specificity) {
        specificity = fit;
        weight = quality(parts);
      }
    }
    return weight;
  }

  private static int fit(String range, String type) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
      return 1;
    }
    return range.equals("*/*") || range.equals("*") ? 0 : -1;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.matches("q=[01](\\.\\d{0,3})?")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
