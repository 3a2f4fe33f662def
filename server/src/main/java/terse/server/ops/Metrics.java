package terse.server.ops;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The figures that are told in Prometheus' text format, each asked for when it is told. */
public final class Metrics {
  static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /**
   * A distribution.
   *
   * @param buckets by rising bound, the last bound infinite
   * @param sum of all, in seconds
   */
  public record Distribution(List<Bucket> buckets, double sum) {
    public Distribution {
      buckets = List.copyOf(buckets);
    }
  }

  /** How many lie below a bound in seconds, and not below the one before. */
  public record Bucket(double bound, long count) {}

  /** Adds a figure that only rises. The name has no {@code _total}. */
  public Metrics counter(String name, String help, LongSupplier value) {
    return counters(name, help, "", Map.of("", value));
  }

  /** Adds figures that only rise, told apart by a label. */
  public Metrics counters(
      String name, String help, String label, Map<String, LongSupplier> values) {
    return add(
        () -> {
          CounterSnapshot.Builder all = CounterSnapshot.builder().name(name).help(help);
          values.forEach(
              (text, value) ->
                  all.dataPoint(
                      CounterSnapshot.CounterDataPointSnapshot.builder()
                          .labels(labels(label, text))
                          .value((double) value.getAsLong())
                          .build()));
          return all.build();
        });
  }

  /** Adds a figure that rises and falls. */
  public Metrics gauge(String name, String help, DoubleSupplier value) {
    return gauges(name, help, "", Map.of("", value));
  }

  /** Adds figures that rise and fall, told apart by a label. */
  public Metrics gauges(
      String name, String help, String label, Map<String, DoubleSupplier> values) {
    return gauges(
        name,
        help,
        label,
        () -> {
          Map<String, Double> now = new LinkedHashMap<>();
          values.forEach((text, value) -> now.put(text, value.getAsDouble()));
          return now;
        });
  }

  /** The same, where what they are told apart by changes; the caller sees to it that it is few. */
  public Metrics gauges(
      String name, String help, String label, Supplier<Map<String, Double>> values) {
    return add(
        () -> {
          GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(name).help(help);
          values.get().forEach((text, value) -> all.dataPoint(point(labels(label, text), value)));
          return all.build();
        });
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  /** Adds a distribution. */
  public Metrics histogram(String name, String help, Supplier<Distribution> value) {
    return add(
        () -> {
          Distribution now = value.get();
          return HistogramSnapshot.builder()
              .name(name)
              .help(help)
              .dataPoint(
                  HistogramSnapshot.HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(buckets(now))
                      .sum(now.sum())
                      .build())
              .build();
        });
  }

  private Metrics add(Collector collector) {
    registry.register(collector);
    return this;
  }

  private static ClassicHistogramBuckets buckets(Distribution distribution) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    distribution.buckets().forEach(each -> buckets.bucket(each.bound(), each.count()));
    return buckets.build();
  }

  private static Labels labels(String label, String text) {
    return label.isEmpty() ? Labels.EMPTY : Labels.of(label, text);
  }

  /** All figures as they are now. */
  public String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    try {
      PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
