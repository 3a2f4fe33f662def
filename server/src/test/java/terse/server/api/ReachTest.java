package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for other nodes, when it is asked for. */
final class ReachTest {
  private final List<Duration> waits = new ArrayList<>();
  private boolean reached = true;
  private final Reach reach =
      new Reach(
          wait -> {
            waits.add(wait);
            return reached;
          });

  private Answer answered(@Nullable String prefer) {
    Call call = new Call(Map.of(), Map.of(), _ -> prefer, null, "", MissingNode.getInstance());
    return reach.answered(call, Answer.empty(204));
  }

  @Test
  void whoDoesNotAskDoesNotWait() {
    assertThat(answered(null)).isEqualTo(Answer.empty(204));
    assertThat(waits).isEmpty();
  }

  @Test
  void whoAsksIsToldThatEveryNodeKnows() {
    assertThat(answered("wait=1"))
        .isEqualTo(Answer.empty(204).with("Preference-Applied", "wait=1"));
    assertThat(waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void waitThatRanOutIsNoFailureAndNotCalledApplied() {
    reached = false;
    assertThat(answered("wait=1")).isEqualTo(Answer.empty(202));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=7|7",
        "Wait = 7|7",
        "respond-async, wait=7; x=y, wait=9|7",
        "return=minimal,wait=\"7\"|7"
      })
  void waitIsReadAsTheStandardSays(String header, int seconds) {
    assertThat(Prefer.waitSeconds(header)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=-1", "wait=1s", "await=1", "wait=0", "wait=9999999"})
  void whatIsNotUnderstoodIsPassedOver(String header) {
    assertThat(Prefer.waitSeconds(header)).isZero();
  }
}
