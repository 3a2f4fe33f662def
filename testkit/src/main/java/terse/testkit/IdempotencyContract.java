package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.NewLink;

/** Requests that are sent twice. */
interface IdempotencyContract extends LinkContract {

  @Test
  default void repeatedRequestGetsTheLinkItMade() {
    Link made = inserted(Sample.link(1).idempotent("k", "d"));
    Link edited = updated(Changes.title(made, "edited"));
    assertThat(store().insert(Sample.link(2).idempotent("k", "d").asNew()))
        .isEqualTo(new InsertOutcome.Replayed(edited));
    assertThat(store().find(Sample.link(2).key())).isEmpty();
    assertThat(store().count()).isEqualTo(1);
  }

  @Test
  default void repeatedRequestForANameGetsItsLinkAndNotTaken() {
    Link made = inserted(Sample.named(1, "offer").idempotent("k", "d"));
    assertThat(store().insert(Sample.named(2, "offer").idempotent("k", "d").asNew()))
        .isEqualTo(new InsertOutcome.Replayed(made));
  }

  @Test
  default void repeatedRequestGetsEvenTheTombstone() {
    Link made = inserted(Sample.link(1).idempotent("k", "d"));
    Link gone = updated(Changes.deleted(made));
    assertThat(store().insert(Sample.link(2).idempotent("k", "d").asNew()))
        .isEqualTo(new InsertOutcome.Replayed(gone));
  }

  @Test
  default void keyOfAnotherRequestIsAMismatch() {
    inserted(Sample.link(1).idempotent("k", "d"));
    assertThat(store().insert(Sample.link(2).idempotent("k", "other").asNew()))
        .isEqualTo(new InsertOutcome.Mismatch());
    assertThat(store().count()).isEqualTo(1);
  }

  @Test
  default void keysOfOwnersDoNotMeet() {
    inserted(Sample.link(1).idempotent("k", "d"));
    inserted(Sample.link(2).owner(2).idempotent("k", "other"));
  }

  @Test
  default void sameRequestTwiceInOneCallIsOneLink() {
    NewLink first = Sample.link(1).idempotent("k", "d").asNew();
    NewLink second = Sample.link(2).idempotent("k", "d").asNew();
    assertThat(store().insertAll(List.of(first, second)))
        .containsExactly(
            new InsertOutcome.Inserted(first.toLink()), new InsertOutcome.Replayed(first.toLink()));
  }

  @Test
  default void requestThatReusedALinkIsRepeatedWithThatLink() {
    Link made = inserted(Sample.link(1).target("https://a.example/").reusable());
    NewLink second =
        Sample.link(2).target("https://a.example/").reusable().idempotent("k", "d").asNew();
    assertThat(store().insert(second)).isEqualTo(new InsertOutcome.Reused(made));
    assertThat(store().insert(second)).isEqualTo(new InsertOutcome.Replayed(made));
  }

  @Test
  default void requestIsRememberedForADay() {
    Link made = inserted(Sample.link(1).idempotent("k", "d"));
    Sample late = Sample.link(2).createdAt(Sample.START.plus(Duration.ofHours(24)));
    assertThat(store().insert(late.idempotent("k", "d").asNew()))
        .isEqualTo(new InsertOutcome.Replayed(made));
  }

  @Test
  default void oneOfManyRequestsWithOneKeyMakesTheLink() {
    List<InsertOutcome> outcomes =
        Crowd.of(64, i -> store().insert(Sample.link(i).idempotent("k", "d").asNew()));
    assertThat(outcomes).filteredOn(InsertOutcome.Inserted.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(InsertOutcome.Replayed.class::isInstance).hasSize(63);
    assertThat(store().count()).isEqualTo(1);
  }
}
