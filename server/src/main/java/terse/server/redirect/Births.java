package terse.server.redirect;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Links that this node is creating right now. A link may be changed elsewhere before its creator
 * comes to say that it is there; what the creator knows is then worthless. Noting that and taking
 * in what the creator says exclude each other. Thread-safe.
 */
final class Births {
  private final ConcurrentHashMap<DecisionKey, Birth> births = new ConcurrentHashMap<>();

  /**
   * Creates under way under one key.
   *
   * @param creators how many; several of one name, of which one gets it
   * @param overtaken whether a change was heard of since the first of them began
   */
  private record Birth(int creators, boolean overtaken) {
    static Birth joined(Birth one, Birth other) {
      return new Birth(one.creators + other.creators, one.overtaken);
    }
  }

  /** A create begins; comes before the store is asked. */
  void begin(DecisionKey key) {
    births.merge(key, new Birth(1, false), Birth::joined);
  }

  /** What began is over, whatever came of it. */
  void end(DecisionKey key) {
    births.computeIfPresent(
        key,
        (k, birth) -> birth.creators == 1 ? null : new Birth(birth.creators - 1, birth.overtaken));
  }

  /** A change of the link was heard of. */
  void overtake(DecisionKey key) {
    births.computeIfPresent(key, (k, birth) -> new Birth(birth.creators, true));
  }

  /** Any link may have changed. */
  void overtakeAll() {
    births.keySet().forEach(this::overtake);
  }

  /** Takes the new link in, unless it was overtaken, or nothing said that it was to come. */
  void born(DecisionKey key, Runnable takeIn) {
    births.computeIfPresent(
        key,
        (k, birth) -> {
          if (!birth.overtaken) {
            takeIn.run();
          }
          return birth;
        });
  }

  /** How many are under way. */
  int size() {
    return births.size();
  }
}
