package terse.server.api;

import java.time.Duration;
import terse.link.Everywhere;

/** Holds the answer to a change back until all nodes know of it, if the caller would wait. */
final class Reach {
  private final Everywhere everywhere;

  Reach(Everywhere everywhere) {
    this.everywhere = everywhere;
  }

  /** The answer to a change that is made; 202 if the wait ran out before every node knew. */
  Answer answered(Call call, Answer answer) {
    int seconds = Prefer.waitSeconds(call.headers().get("Prefer"));
    if (seconds == 0) {
      return answer;
    }
    return everywhere.reached(Duration.ofSeconds(seconds))
        ? answer.with("Preference-Applied", "wait=" + seconds)
        : answer.as(202);
  }
}
