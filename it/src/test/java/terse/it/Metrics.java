package terse.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/** The metrics page of a node at one moment. */
record Metrics(String text) {

  static Metrics of(TerseNode node) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(node.management("/metrics")).build();
      return new Metrics(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  /** The values of a metric that has one label, by that. */
  Map<String, Double> byLabel(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{"))
        .collect(
            Collectors.toMap(
                line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  /** The sum of a metric over its labels, of those with this label only; it must be there. */
  long sum(String name, String label) {
    double[] values =
        text.lines()
            .filter(line -> line.startsWith(name + "{") && line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    if (values.length == 0) {
      throw new IllegalStateException("no metric " + name);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return (long) sum;
  }

  /** A metric without labels; it must be there. */
  long value(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no metric " + name));
  }
}
