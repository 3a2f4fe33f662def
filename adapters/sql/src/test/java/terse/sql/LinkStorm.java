package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.LinkStore;
import terse.testkit.Crowd;
import terse.testkit.Sample;

/** Inserts that go on whatever happens, and what was acknowledged of them. */
final class LinkStorm {
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong refused = new AtomicLong();
  private final LinkStore links;
  private final AtomicLong next = new AtomicLong(1);
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  LinkStorm(LinkStore links) {
    this.links = links;
  }

  /** How many were refused, or are unknown. */
  long refused() {
    return refused.get();
  }

  /** What happens to a server. */
  interface Happening {
    void happen() throws IOException;
  }

  /** Has so many callers insert while something happens, and until it has. */
  void during(Happening happening, int callers) {
    Crowd.of(
        callers + 1,
        caller -> {
          if (caller < callers) {
            insertUntilOver();
          } else {
            endAfter(happening);
          }
          return caller;
        });
  }

  private void endAfter(Happening happening) {
    try {
      happening.happen();
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      over.set(true);
    }
  }

  private void insertUntilOver() {
    while (!over.get()) {
      long number = next.getAndIncrement();
      try {
        if (links.insert(sample(number).asNew()) instanceof InsertOutcome.Inserted) {
          acknowledged.add(number);
        }
      } catch (TerseException e) {
        assertThat(e.fault())
            .isIn(Fault.STORE_UNAVAILABLE, Fault.OUTCOME_UNKNOWN, Fault.OVERLOADED);
        refused.incrementAndGet();
      }
    }
  }

  private static Sample sample(long number) {
    return number % 2 == 0 ? Sample.link(number) : Sample.named(number, "name-" + number);
  }

  void awaitMore(int links) {
    int wanted = acknowledged.size() + links;
    await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= wanted);
  }

  void assertKept() {
    for (long number : acknowledged) {
      assertThat(links.find(sample(number).key())).as("link %d", number).isPresent();
    }
    assertThat(links.count())
        .isBetween((long) acknowledged.size(), acknowledged.size() + refused.get());
    assertThat(links.feedAfter(0, Integer.MAX_VALUE)).doesNotHaveDuplicates();
  }
}
