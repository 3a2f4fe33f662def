package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import terse.link.FeedEntry;
import terse.link.Link;

/** The outbox: what other nodes learn of changes from. */
interface FeedContract extends LinkContract {

  @Test
  default void newStoreHasAnEmptyFeed() {
    assertThat(store().feedPosition()).isZero();
    assertThat(store().feedAfter(0, 10)).isEmpty();
  }

  @Test
  default void everyEditAndEveryNewNameIsToldInOrder() {
    Link generated = inserted(Sample.link(1));
    Link named = inserted(Sample.named(1, "Offer"));
    updated(Changes.title(generated, "t"));
    updated(Changes.deleted(named));
    List<FeedEntry.LinkChanged> feed =
        store().feedAfter(0, 10).stream().map(FeedEntry.LinkChanged.class::cast).toList();
    assertThat(feed)
        .extracting(FeedEntry.LinkChanged::key)
        .containsExactly(named.key(), generated.key(), named.key());
    assertThat(feed).extracting(FeedEntry.LinkChanged::version).containsExactly(1L, 2L, 2L);
    assertThat(feed)
        .extracting(FeedEntry.LinkChanged::foldedName)
        .containsExactly("offer", null, "offer");
  }

  @Test
  default void feedGoesOnAfterAPosition() {
    for (int i = 0; i < 5; i++) {
      inserted(Sample.named(i, "name" + i));
    }
    List<FeedEntry> all = store().feedAfter(0, 10);
    assertThat(all).extracting(FeedEntry::position).isSorted().doesNotHaveDuplicates();
    assertThat(all.getFirst().position()).isPositive();
    assertThat(store().feedPosition()).isEqualTo(all.getLast().position());
    assertThat(store().feedAfter(all.get(1).position(), 2)).isEqualTo(all.subList(2, 4));
    assertThat(store().feedAfter(store().feedPosition(), 10)).isEmpty();
  }

  @Test
  default void refusedChangesAreNotTold() {
    inserted(Sample.named(1, "offer"));
    long position = store().feedPosition();
    store().insert(Sample.named(2, "offer").asNew());
    assertThat(store().feedPosition()).isEqualTo(position);
  }

  /** Whoever has read up to a position never finds another entry below it later. */
  @Test
  default void readerThatKeepsUpMissesNothing() {
    List<FeedEntry> read = new ArrayList<>();
    Crowd.of(
        17,
        caller -> {
          if (caller > 0) {
            for (int i = 0; i < 20; i++) {
              inserted(Sample.named(caller * 100L + i, caller + "-" + i));
            }
          } else {
            follow(read, 320);
          }
          return caller;
        });
    assertThat(read).hasSize(320).doesNotHaveDuplicates();
    assertThat(read).extracting(FeedEntry::position).isSorted();
  }

  private void follow(List<FeedEntry> read, int wanted) {
    long position = 0;
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (read.size() < wanted && System.nanoTime() < end) {
      read.addAll(store().feedAfter(position, 50));
      position = read.isEmpty() ? 0 : read.getLast().position();
    }
  }
}
