package terse.server.redirect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The links that are asked for most right now, and about how often: a mean over some ten seconds of
 * what the loops sampled. Bounded: a link in the long tail is not told apart from none.
 */
final class HotKeys {
  /** How many links are followed. */
  static final int FOLLOWED = 256;

  /** How many are told to operators. */
  static final int TOLD = 20;

  private static final double FADING = 0.9;
  private static final double FORGOTTEN_BELOW = 1;

  private final List<HitSample> samples = new CopyOnWriteArrayList<>();
  private volatile Map<DecisionKey, Double> rates = Map.of();

  /** The sample of one more event loop. */
  HitSample sample() {
    HitSample sample = new HitSample();
    samples.add(sample);
    return sample;
  }

  /** Takes in what was sampled. Called once a second by one thread. */
  void step() {
    Map<DecisionKey, Double> next = new HashMap<>();
    rates.forEach((key, rate) -> next.put(key, rate * FADING));
    double each = HitSample.WEIGHT * (1 - FADING);
    samples.forEach(sample -> sample.drain(key -> next.merge(key, each, Double::sum)));
    next.values().removeIf(rate -> rate < FORGOTTEN_BELOW);
    rates = sorted(next);
  }

  private static Map<DecisionKey, Double> sorted(Map<DecisionKey, Double> unsorted) {
    List<Map.Entry<DecisionKey, Double>> entries = new ArrayList<>(unsorted.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    Map<DecisionKey, Double> sorted = new LinkedHashMap<>();
    entries.stream().limit(FOLLOWED).forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  /** About how often a link is asked for a second; 0 if it is not among the hottest. */
  double rate(DecisionKey key) {
    return rates.getOrDefault(key, 0.0);
  }

  /** The links followed, the hottest first. */
  List<DecisionKey> keys() {
    return List.copyOf(rates.keySet());
  }

  /** The hottest as {@code domain/code}, with about how many hits a second. */
  Map<String, Double> hottest() {
    Map<String, Double> hottest = new LinkedHashMap<>();
    rates.entrySet().stream()
        .limit(TOLD)
        .forEach(e -> hottest.put(e.getKey().toString(), e.getValue()));
    return hottest;
  }
}
