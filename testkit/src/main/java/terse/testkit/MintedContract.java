package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;

/** Generated links whose code is a text of its own, kept beside the names that people choose. */
interface MintedContract extends LinkContract {

  @Test
  default void mintedTextLeadsToItsLinkExactlyAsItWasWritten() {
    Link upper = inserted(Sample.minted(1, "AbC"));
    Link lower = inserted(Sample.minted(2, "abc"));
    assertThat(store().findByName(1, "=AbC")).contains(upper);
    assertThat(store().findByName(1, "=abc")).contains(lower);
    assertThat(store().findByName(1, "abc")).isEmpty();
    assertThat(store().find(upper.key())).contains(upper);
    assertThat(upper.name()).isEqualTo("AbC");
  }

  @Test
  default void mintedTextIsTakenForEver() {
    Link made = inserted(Sample.minted(1, "AbC"));
    assertTaken(Sample.minted(2, "AbC"));
    updated(Changes.deleted(made));
    assertTaken(Sample.minted(3, "AbC"));
    inserted(Sample.minted(4, "AbC").domain(2));
  }

  private void assertTaken(Sample sample) {
    assertThat(store().insert(sample.asNew())).isEqualTo(new InsertOutcome.Taken());
  }

  @Test
  default void numbersOfMintedTextsAndOfAliasesAreApart() {
    Link alias = inserted(Sample.named(1, "offer"));
    Link minted = inserted(Sample.minted(1, "AbC"));
    assertThat(store().findByName(1, "offer")).contains(alias);
    assertThat(store().findByName(1, "=AbC")).contains(minted);
  }

  @Test
  default void manyWhoMintOneTextAtOnceGetItOnce() {
    List<InsertOutcome> outcomes =
        Crowd.of(64, i -> store().insert(Sample.minted(i, "AbC").asNew()));
    assertThat(outcomes).filteredOn(InsertOutcome.Inserted.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(InsertOutcome.Taken.class::isInstance).hasSize(63);
  }

  @Test
  default void reuseDoesNotGoByWhatWasMintedAndLeavesTheNewTextFree() {
    Link made = inserted(Sample.minted(1, "AbC").target("https://a.example/").reusable());
    assertThat(
            store().insert(Sample.minted(2, "XyZ").target("https://a.example/").reusable().asNew()))
        .isEqualTo(new InsertOutcome.Reused(made));
    assertThat(store().findByName(1, "=XyZ")).isEmpty();
    inserted(Sample.minted(3, "XyZ"));
  }

  @Test
  default void mintedTextOfADeletedLinkIsNotReused() {
    Link made = inserted(Sample.minted(1, "AbC").target("https://a.example/").reusable());
    updated(Changes.deleted(made));
    assertTaken(Sample.minted(2, "AbC").target("https://a.example/").reusable());
    inserted(Sample.minted(3, "XyZ").target("https://a.example/").reusable());
  }

  @Test
  default void feedTellsOfMintedTexts() {
    Link made = inserted(Sample.minted(1, "AbC"));
    updated(Changes.title(made, "titled"));
    assertThat(store().feedAfter(0, 10))
        .extracting(entry -> ((FeedEntry.LinkChanged) entry).foldedName())
        .containsExactly("=AbC", "=AbC");
  }
}
