package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;
import terse.link.NewLink;

/** Inserting links and finding them again. */
interface InsertContract extends LinkContract {

  @Test
  default void insertedLinkIsFoundAsItWasGiven() {
    NewLink added =
        Sample.named(7, "Spring-Sale")
            .title("Spring")
            .tags("sale", "2026")
            .expiresAt(Sample.START.plus(Duration.ofDays(30)))
            .asNew();
    assertThat(store().insert(added)).isEqualTo(new InsertOutcome.Inserted(added.toLink()));
    assertThat(store().find(added.key())).contains(added.toLink());
    assertThat(store().findByName(1, "spring-sale")).contains(added.toLink());
  }

  @Test
  default void whatWasNeverInsertedIsMissing() {
    assertThat(store().find(new LinkKey(1, 1, 0))).isEmpty();
    assertThat(store().findByName(1, "nothing")).isEmpty();
    assertThat(store().count()).isZero();
  }

  @Test
  default void outcomesComeInTheOrderOfTheLinks() {
    List<InsertOutcome> outcomes =
        store()
            .insertAll(
                List.of(
                    Sample.named(1, "one").asNew(),
                    Sample.named(2, "ONE").asNew(),
                    Sample.link(3).asNew()));
    assertThat(outcomes.get(0)).isInstanceOf(InsertOutcome.Inserted.class);
    assertThat(outcomes.get(1)).isEqualTo(new InsertOutcome.Taken());
    assertThat(outcomes.get(2)).isInstanceOf(InsertOutcome.Inserted.class);
    assertThat(store().insertAll(List.of())).isEmpty();
  }

  @Test
  default void nameIsUniqueWithinItsDomainOnly() {
    inserted(Sample.named(1, "offer"));
    assertThat(store().insert(Sample.named(2, "Offer").owner(2).asNew()))
        .isEqualTo(new InsertOutcome.Taken());
    Link elsewhere = inserted(Sample.named(2, "offer").domain(2));
    assertThat(store().findByName(2, "offer")).contains(elsewhere);
    assertThat(store().findByName(3, "offer")).isEmpty();
  }

  @Test
  default void takenNameLeavesNothingBehind() {
    inserted(Sample.named(1, "offer"));
    NewLink refused = Sample.named(2, "offer").tags("t").idempotent("k", "d").reusable().asNew();
    assertThat(store().insert(refused)).isEqualTo(new InsertOutcome.Taken());
    assertThat(store().find(refused.key())).isEmpty();
    assertThat(store().count()).isEqualTo(1);
    assertThat(store().list(Queries.tag("t")).links()).isEmpty();
    assertThat(store().insert(Sample.link(3).idempotent("k", "other").asNew()))
        .isInstanceOf(InsertOutcome.Inserted.class);
  }

  @Test
  default void expiredLinkKeepsItsName() {
    inserted(Sample.named(1, "offer").expiresAt(Sample.START.plusSeconds(1)));
    NewLink later = Sample.named(2, "offer").createdAt(Sample.START.plusSeconds(9)).asNew();
    assertThat(store().insert(later)).isEqualTo(new InsertOutcome.Taken());
  }

  @Test
  default void secondInsertOfAKeyFails() {
    Link first = inserted(Sample.link(1));
    NewLink again = Sample.link(1).target("https://example.org/other").asNew();
    assertThatThrownBy(() -> store().insert(again))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INTERNAL));
    assertThat(stored(first.key())).isEqualTo(first);
    assertThat(store().count()).isEqualTo(1);
  }

  @Test
  default void anyTextComesBackAsItWasGiven() {
    Link odd =
        inserted(
            Sample.named(1, "Größe-ß-𝒳-عربي")
                .title("“quotes” ' ; -- \\ % _ 日本語 👩‍👩‍👧 \u0301")
                .tags("été", "'", "", "標籤", "a b,c|d"));
    assertThat(stored(odd.key())).isEqualTo(odd);
    Link empty = inserted(Sample.link(2).title("").target(""));
    assertThat(stored(empty.key())).isEqualTo(empty);
    Link lone = inserted(Sample.link(3).tags(""));
    assertThat(stored(lone.key()).tags()).containsExactly("");
  }

  @Test
  default void longValuesAreKeptWhole() {
    String[] tags = new String[20];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = "%02d".formatted(i) + "t".repeat(62);
    }
    Link link =
        inserted(
            Sample.link((1L << 47) + 5)
                .target("https://example.com/" + "a".repeat(8_172))
                .title("標".repeat(512))
                .tags(tags)
                .owner(Integer.MAX_VALUE));
    assertThat(stored(link.key())).isEqualTo(link);
  }

  @Test
  default void tombstonesAreNotCounted() {
    inserted(Sample.link(1));
    Link second = inserted(Sample.link(2));
    updated(Changes.state(second, LinkState.DISABLED));
    assertThat(store().count()).isEqualTo(2);
    updated(Changes.deleted(stored(second.key())));
    assertThat(store().count()).isEqualTo(1);
  }
}
