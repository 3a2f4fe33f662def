package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkState;
import terse.link.UpdateOutcome;

/** Editing and deleting links. */
interface UpdateContract extends LinkContract {

  @Test
  default void everythingThatCanChangeChangesAndTheRestStays() {
    Link made = inserted(Sample.named(1, "Offer").title("old").tags("a", "b"));
    Link changed =
        new Link(
            made.key(),
            "other name",
            "https://b.example/",
            99,
            "new",
            List.of("b", "c"),
            308,
            made.createdAt().plusSeconds(5),
            made.updatedAt().plusSeconds(5),
            made.createdAt().plus(Duration.ofDays(1)),
            77,
            LinkState.DISABLED,
            1_000);
    UpdateOutcome outcome = store().update(changed, 1);
    assertThat(outcome).isEqualTo(new UpdateOutcome.Updated(made.changedTo(changed)));
    assertThat(stored(made.key())).isEqualTo(made.changedTo(changed));
    assertThat(stored(made.key()).version()).isEqualTo(2);
  }

  @Test
  default void staleVersionChangesNothing() {
    Link made = inserted(Sample.link(1));
    Link current = updated(Changes.title(made, "first"));
    long position = store().feedPosition();
    assertThat(store().update(Changes.title(made, "second"), 1))
        .isEqualTo(new UpdateOutcome.Stale(current));
    assertThat(store().update(Changes.title(made, "second"), 3))
        .isEqualTo(new UpdateOutcome.Stale(current));
    assertThat(stored(made.key())).isEqualTo(current);
    assertThat(store().feedPosition()).isEqualTo(position);
  }

  @Test
  default void missingLinkCannotChange() {
    Link never = Sample.link(1).asNew().toLink();
    assertThat(store().update(never, 1)).isEqualTo(new UpdateOutcome.Missing());
    assertThat(store().feedPosition()).isZero();
  }

  @Test
  default void tombstoneNeverChangesAgain() {
    Link made = inserted(Sample.named(1, "offer"));
    Link gone = updated(Changes.deleted(made));
    assertThat(store().update(Changes.state(gone, LinkState.ACTIVE), gone.version()))
        .isEqualTo(new UpdateOutcome.Missing());
    assertThat(store().update(Changes.deleted(gone), 1)).isEqualTo(new UpdateOutcome.Missing());
    assertThat(stored(made.key())).isEqualTo(gone);
  }

  @Test
  default void deletedNameIsNeverGivenOutAgain() {
    Link made = inserted(Sample.named(1, "offer"));
    updated(Changes.deleted(made));
    assertThat(store().insert(Sample.named(2, "Offer").asNew()))
        .isEqualTo(new InsertOutcome.Taken());
    assertThat(store().findByName(1, "offer").orElseThrow().state()).isEqualTo(LinkState.DELETED);
  }

  @Test
  default void oneOfManyEditsOfOneVersionWins() {
    Link made = inserted(Sample.link(1));
    List<UpdateOutcome> outcomes =
        Crowd.of(64, i -> store().update(Changes.title(made, "title " + i), made.version()));
    assertThat(outcomes).filteredOn(UpdateOutcome.Updated.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(UpdateOutcome.Stale.class::isInstance).hasSize(63);
    assertThat(stored(made.key()).version()).isEqualTo(2);
    assertThat(store().feedAfter(0, 100)).hasSize(1);
  }
}
