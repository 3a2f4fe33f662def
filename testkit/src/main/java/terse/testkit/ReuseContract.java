package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkState;

/** Asking for the link there already is. */
interface ReuseContract extends LinkContract {

  private Sample to(long number, String target) {
    return Sample.link(number).target(target).reusable();
  }

  private InsertOutcome ask(Sample sample) {
    return store().insert(sample.asNew());
  }

  @Test
  default void liveLinkToTheSameTargetIsReused() {
    Link made = inserted(to(1, "https://a.example/"));
    assertThat(ask(to(2, "https://a.example/"))).isEqualTo(new InsertOutcome.Reused(made));
    assertThat(store().count()).isEqualTo(1);
  }

  @Test
  default void otherOwnerDomainTargetOrNameIsAnotherLink() {
    inserted(to(1, "https://a.example/"));
    inserted(to(2, "https://a.example/").owner(2));
    inserted(to(2, "https://a.example/").domain(2));
    inserted(to(3, "https://a.example/x"));
    inserted(Sample.named(1, "offer").target("https://a.example/").reusable());
    inserted(Sample.named(2, "other").target("https://a.example/").reusable());
  }

  @Test
  default void ownNameForTheSameTargetIsReusedAndForAnotherTaken() {
    Link made = inserted(Sample.named(1, "offer").target("https://a.example/").reusable());
    assertThat(ask(Sample.named(2, "OFFER").target("https://a.example/").reusable()))
        .isEqualTo(new InsertOutcome.Reused(made));
    assertThat(ask(Sample.named(3, "offer").target("https://b.example/").reusable()))
        .isEqualTo(new InsertOutcome.Taken());
    assertThat(ask(Sample.named(4, "offer").target("https://a.example/")))
        .isEqualTo(new InsertOutcome.Taken());
  }

  @Test
  default void onlyLinksMadeForReuseAreReused() {
    inserted(Sample.link(1).target("https://a.example/"));
    inserted(to(2, "https://a.example/"));
    inserted(Sample.link(3).target("https://a.example/"));
  }

  @Test
  default void expiredLinkGivesWay() {
    Instant end = Sample.START.plusSeconds(60);
    Link old = inserted(to(1, "https://a.example/").expiresAt(end));
    assertThat(ask(to(2, "https://a.example/").createdAt(end.minusMillis(1))))
        .isEqualTo(new InsertOutcome.Reused(old));
    Link fresh = inserted(to(3, "https://a.example/").createdAt(end));
    assertThat(ask(to(4, "https://a.example/").createdAt(end)))
        .isEqualTo(new InsertOutcome.Reused(fresh));
  }

  @Test
  default void expiredLinkThatIsProlongedDoesNotComeBetween() {
    Instant end = Sample.START.plusSeconds(60);
    Link old = inserted(to(1, "https://a.example/").expiresAt(end));
    Link fresh = inserted(to(2, "https://a.example/").createdAt(end));
    updated(Changes.deleted(updated(Changes.expiry(old, null))));
    assertThat(ask(to(3, "https://a.example/").createdAt(end)))
        .isEqualTo(new InsertOutcome.Reused(fresh));
  }

  @Test
  default void deletedDisabledOrRetargetedLinkGivesWay() {
    Link deleted = inserted(to(1, "https://a.example/"));
    updated(Changes.deleted(deleted));
    Link disabled = inserted(to(2, "https://a.example/"));
    updated(Changes.state(disabled, LinkState.DISABLED));
    Link retargeted = inserted(to(3, "https://a.example/"));
    updated(Changes.target(retargeted, "https://b.example/"));
    inserted(to(4, "https://a.example/"));
  }

  @Test
  default void linkWithANewTitleIsStillReused() {
    Link made = inserted(to(1, "https://a.example/"));
    Link titled = updated(Changes.title(made, "titled"));
    assertThat(ask(to(2, "https://a.example/"))).isEqualTo(new InsertOutcome.Reused(titled));
  }

  @Test
  default void manyAtOnceGetOneLink() {
    List<InsertOutcome> outcomes = Crowd.of(64, i -> ask(to(i, "https://a.example/")));
    assertThat(outcomes).filteredOn(InsertOutcome.Inserted.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(InsertOutcome.Reused.class::isInstance).hasSize(63);
    assertThat(store().count()).isEqualTo(1);
  }

  @Test
  default void manyAtOnceReplaceAnExpiredLinkByOne() {
    Instant end = Sample.START.plusSeconds(60);
    inserted(to(100, "https://a.example/").expiresAt(end));
    List<InsertOutcome> outcomes =
        Crowd.of(64, i -> ask(to(i, "https://a.example/").createdAt(end)));
    assertThat(outcomes).filteredOn(InsertOutcome.Inserted.class::isInstance).hasSize(1);
    assertThat(store().count()).isEqualTo(2);
  }
}
