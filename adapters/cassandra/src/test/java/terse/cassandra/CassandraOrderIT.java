package terse.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkState;
import terse.link.LinkStore;
import terse.testkit.Changes;
import terse.testkit.Sample;

/** What readers of the feed make of an editor that died, or stands still, at each of its steps. */
@SuppressWarnings("NullAway.Init")
class CassandraOrderIT {
  private static final Duration KEPT = Duration.ofDays(1);

  @TempDir private Path folder;
  private CassandraStores stores;
  private FeedLog log;
  private Places places;
  private LinkStore links;

  @BeforeEach
  void open() {
    stores = CassandraBackend.stores(folder);
    links = stores.links();
    Cql cql = CassandraBackend.shared(CassandraBackend.settings(folder));
    log = new FeedLog(cql, KEPT, Duration.ofSeconds(10));
    places = new Places(cql);
  }

  @AfterEach
  void close() {
    log.close();
    stores.close();
  }

  private Link made() {
    return inserted(links.insert(Sample.link(1).asNew()));
  }

  private static Link inserted(InsertOutcome outcome) {
    return ((InsertOutcome.Inserted) outcome).link();
  }

  private Entry begun(Link from, Link changed) {
    Body body = new Body(from.changedTo(changed), null, false, List.of());
    return log.append(Entry.ofLink(Entry.Kind.EDITED, body));
  }

  @Test
  void deleteWhoseEditorDiedBeforeItIsDoneByWhoeverReads() {
    Link link = made();
    Entry entry = begun(link, Changes.deleted(link));
    assertThat(links.feedAfter(0, 10))
        .containsExactly(new FeedEntry.LinkChanged(entry.position(), link.key(), null, 2));
    assertThat(links.find(link.key()).orElseThrow().state()).isEqualTo(LinkState.DELETED);
  }

  @Test
  void changeWhoseEditorDiedAfterItIsToldByWhoeverReads() {
    Link link = made();
    Entry entry = begun(link, Changes.title(link, "titled"));
    assertThat(places.change(entry)).isTrue();
    assertThat(links.feedAfter(0, 10)).hasSize(1);
    assertThat(links.find(link.key()).orElseThrow().title()).isEqualTo("titled");
  }

  @Test
  void changeThatComesTooLateIsNeitherMadeNorTold() {
    Link link = made();
    Entry late = begun(link, Changes.title(link, "late"));
    links.update(Changes.title(link, "in time"), 1);
    List<FeedEntry> told = links.feedAfter(0, 10);
    assertThat(links.find(link.key()).orElseThrow().title()).isEqualTo("in time");
    assertThat(told).extracting(FeedEntry::position).doesNotContain(late.position()).hasSize(1);
    assertThat(places.change(late)).isFalse();
  }

  @Test
  void editorThatWakesUpAfterAReaderFinishedHearsThatItsChangeWasMade() {
    Link link = made();
    Entry entry = begun(link, Changes.title(link, "titled"));
    links.feedAfter(0, 10);
    for (int i = 0; i < 5; i++) {
      Link now = links.find(link.key()).orElseThrow();
      links.update(Changes.title(now, "since " + i), now.version());
    }
    assertThat(places.change(entry)).isTrue();
    assertThat(links.find(link.key()).orElseThrow().version()).isEqualTo(7);
  }

  /** What was acknowledged behind it is told too, and not before it. */
  @Test
  void entryOfADeadEditorHoldsNothingUp() {
    Link link = made();
    Entry dead = begun(link, Changes.deleted(link));
    inserted(links.insert(Sample.named(1, "offer").asNew()));
    assertThat(links.feedAfter(0, 10))
        .extracting(FeedEntry::position)
        .containsExactly(dead.position(), dead.position() + 1);
    assertThat(links.feedPosition()).isEqualTo(dead.position() + 1);
  }

  @Test
  void nameOfADeadEditorIsTakenOnce() {
    Link link = Sample.named(1, "offer").asNew().toLink();
    places.point(link.key(), "offer");
    log.append(Entry.ofLink(Entry.Kind.NAMED, new Body(link, "offer", false, List.of())));
    InsertOutcome rival = links.insert(Sample.named(2, "offer").asNew());
    int told = links.feedAfter(0, 10).size();
    Link holder = links.findByName(1, "offer").orElseThrow();
    assertThat(told).isEqualTo(1);
    assertThat(rival instanceof InsertOutcome.Inserted).isEqualTo(holder.key().number() == 2);
  }

  @Test
  void segmentsFollowEachOtherWithoutAGap() {
    Link link = made();
    Entry notice = new Entry(0, Entry.Kind.KEYS, 0, 0, 0, null, 0, null);
    Cql cql = CassandraBackend.shared(CassandraBackend.settings(folder));
    log.append(notice);
    cql.decide(
        "UPDATE feed SET head = ? WHERE segment = ? IF head = ?", FeedLog.SEGMENT - 1, 0L, 1L);
    try (FeedLog fresh = new FeedLog(cql, KEPT, Duration.ofSeconds(10))) {
      assertThat(fresh.append(notice).position()).isEqualTo(FeedLog.SEGMENT);
      assertThat(fresh.append(notice).position()).isEqualTo(FeedLog.SEGMENT + 1);
    }
    links.update(Changes.title(link, "titled"), 1);
    assertThat(links.feedAfter(1, 10))
        .extracting(FeedEntry::position)
        .containsExactly(FeedLog.SEGMENT, FeedLog.SEGMENT + 1, FeedLog.SEGMENT + 2);
  }
}
