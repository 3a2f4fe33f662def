package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends batches of entries until every one has its answer: what was refused for now is sent again
 * after the wait the server asks for, which is safe since each line has its idempotency key.
 */
final class Bulk {
  private static final int MOST_TRIES = 8;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Api api;
  private final Timekeeper time;
  private final String importName;
  private final Consumer<Duration> waiting;

  /** What became of an entry. */
  sealed interface Outcome {}

  /** The link that is there now. */
  record Created(JsonNode link) implements Outcome {}

  /** Why there is none. */
  record Refused(String sentence) implements Outcome {}

  /**
   * @param importName the first part of every idempotency key
   * @param waiting told of every wait before it begins
   */
  Bulk(Api api, Timekeeper time, String importName, Consumer<Duration> waiting) {
    this.api = api;
    this.time = time;
    this.importName = importName;
    this.waiting = waiting;
  }

  /** The outcomes of the entries, in their order. */
  List<Outcome> send(List<Entry> entries) {
    var outcomes = new ArrayList<Outcome>();
    entries.forEach(entry -> outcomes.add(new Refused(entry.fault())));
    var open = new TreeSet<Integer>();
    for (var i = 0; i < entries.size(); i++) {
      if (entries.get(i).link() != null) {
        open.add(i);
      }
    }
    for (var tries = 1; !open.isEmpty(); tries++) {
      var before = open.size();
      var pause = round(entries, open, outcomes);
      if (open.size() < before) {
        tries = 1;
      }
      if (!open.isEmpty()) {
        giveUpAfter(tries, outcomes.get(open.first()));
        waiting.accept(pause);
        time.pause(pause);
      }
    }
    return outcomes;
  }

  private static void giveUpAfter(int tries, Outcome last) {
    if (tries >= MOST_TRIES) {
      throw new Failure(
          Exit.UNREACHABLE,
          "Gave up after "
              + tries
              + " tries that got nowhere"
              + (last instanceof Refused refused ? ": " + refused.sentence() : "."));
    }
  }

  /** Sends what is open, drops what was answered for good, and says how long to wait. */
  private Duration round(List<Entry> entries, SortedSet<Integer> open, List<Outcome> outcomes) {
    var response = post(entries, open);
    if (response.statusCode() != 200) {
      var problem = Problem.of(response.statusCode(), response.body());
      if (!problem.passes()) {
        throw problem.failure();
      }
      outcomes.set(open.first(), new Refused(problem.sentence()));
      return pause(response, List.of());
    }
    return settle(open, outcomes, response);
  }

  private HttpResponse<String> post(List<Entry> entries, SortedSet<Integer> open) {
    var lines =
        open.stream()
            .map(index -> entries.get(index).line(importName))
            .collect(Collectors.joining("\n", "", "\n"));
    return api.postLines("/links/bulk", lines);
  }

  private Duration settle(
      SortedSet<Integer> open, List<Outcome> outcomes, HttpResponse<String> response) {
    var sent = List.copyOf(open);
    var passing = new ArrayList<JsonNode>();
    var answered = 0;
    for (var text : response.body().lines().toList()) {
      var answer = Json.parse(text).orElseGet(Json::object);
      var line = answer.path("line").asInt();
      if (line != answered + 1 || line > sent.size()) {
        break;
      }
      var index = sent.get(answered++);
      if (answer.has("link")) {
        outcomes.set(index, new Created(answer.path("link")));
        open.remove(index);
      } else {
        refuse(answer.path("problem"), index, open, outcomes, passing);
      }
    }
    return pause(response, passing);
  }

  private static void refuse(
      JsonNode tree,
      Integer index,
      SortedSet<Integer> open,
      List<Outcome> outcomes,
      List<JsonNode> passing) {
    var problem = Problem.of(tree);
    outcomes.set(index, new Refused(problem.sentence()));
    if (problem.passes()) {
      passing.add(tree);
    } else {
      open.remove(index);
    }
  }

  /** What the problems ask for, else what the headers ask for, else a second. */
  private static Duration pause(HttpResponse<String> response, List<JsonNode> passing) {
    var seconds = passing.stream().mapToLong(tree -> tree.path("retryAfter").asLong()).max();
    var wait =
        seconds.orElse(0) > 0
            ? Duration.ofSeconds(seconds.getAsLong())
            : Duration.ofSeconds(header(response, "Retry-After", "RateLimit-Reset"));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static long header(HttpResponse<String> response, String... names) {
    for (var name : names) {
      var value = response.headers().firstValue(name).orElse("");
      if (value.matches("[1-9]\\d{0,5}")) {
        return Long.parseLong(value);
      }
    }
    return 1;
  }
}
