package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.LinkStore;
import terse.link.NewLink;

/** Repeats a request as a caller would who was told that its outcome is unknown. */
final class Patience {
  private Patience() {}

  static InsertOutcome insert(LinkStore store, NewLink link) {
    AtomicReference<@Nullable InsertOutcome> outcome = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(TerseException.class)
        .until(
            () -> {
              outcome.set(store.insert(link));
              return true;
            });
    InsertOutcome settled = outcome.get();
    if (settled == null) {
      throw new AssertionError("no outcome");
    }
    return settled;
  }
}
