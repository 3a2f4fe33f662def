package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryVisitStore;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.Tallies;
import terse.visit.Tally;
import terse.visit.Usage;
import terse.visit.VisitSettings;
import terse.visit.Visits;

/** What a killed node had answered is known at its next start. */
class MappedTalliesTest {
  private static final LinkKey LINK = new LinkKey(1, 1, 1);

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final MemoryLinkStore links = new MemoryLinkStore();
  private final MemoryVisitStore store = new MemoryVisitStore(links);
  private long nanos;

  private MappedTallies open() throws IOException {
    return MappedTallies.open(folder.resolve("visits"), random);
  }

  private Visits node(Tallies tallies) {
    return new Visits(
        store,
        tallies,
        Runnable::run,
        VisitSettings.STANDARD,
        () -> Instant.EPOCH.plusNanos(nanos),
        () -> nanos);
  }

  /** A node that was asked for visits by many and has answered two of them. */
  private void answerTwo(Tallies tallies) {
    links.insert(
        new NewLink(
            LINK,
            null,
            null,
            "https://example.org/",
            1,
            null,
            List.of(),
            302,
            Instant.EPOCH,
            null,
            100,
            null,
            false));
    Visits node = node(tallies);
    for (int answered = 0; answered < 2; ) {
      assertThat(node.await(LINK, 1)).isCompleted();
      answered += node.count(LINK, 1) ? 1 : 0;
    }
    var _ = node.await(LINK, 1);
  }

  private static Block block(String holder, long number) {
    return new Block(new BlockId(holder, number), LINK, 50, Instant.EPOCH);
  }

  private List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("visits"))) {
      all.forEach(found::add);
    }
    return found;
  }

  @Test
  void whatAKilledNodeAnsweredIsSettledAtItsNextStart() throws IOException {
    MappedTallies killed = open();
    answerTwo(killed);
    assertThat(store.heldBy(killed.holder())).isNotEmpty();
    Visits next = node(open());
    nanos += Duration.ofMinutes(2).toNanos();
    next.start();
    await().until(() -> files().isEmpty());
    assertThat(store.usage(List.of(LINK))).containsEntry(LINK, new Usage(2, 0));
    next.close();
    killed.close();
  }

  @Test
  void nothingIsWrittenUnlessALimitedLinkIsVisited() throws IOException {
    open().close();
    assertThat(files()).isEmpty();
  }

  @Test
  void blockWithoutATallyWasNeverAnsweredFrom() throws IOException {
    try (MappedTallies killed = open()) {
      String holder = killed.holder();
      assertThat(killed.open(5, 50)).isNotNull();
      Tallies.Remains remains = open().remains().getFirst();
      assertThat(remains.holder()).isEqualTo(holder);
      assertThat(remains.answered(block(holder, 5))).isZero();
      assertThat(remains.answered(block(holder, 6))).isZero();
    }
  }

  @Test
  void everythingCountsAsAnsweredAfterTheMachineWasRestarted() throws IOException {
    try (MappedTallies killed = open()) {
      String holder = killed.holder();
      Path file = files().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
      assertThat(open().remains().getFirst().answered(block(holder, 1))).isEqualTo(50);
      Files.write(file, new byte[0]);
      assertThat(open().remains().getFirst().answered(block(holder, 1))).isEqualTo(50);
    }
  }

  @Test
  void talliesAreBounded() throws IOException {
    try (MappedTallies tallies = open()) {
      int room = 0;
      for (Tally tally = tallies.open(1, 1); tally != null; tally = tallies.open(room + 1, 1)) {
        room++;
      }
      assertThat(room).isEqualTo(4_092);
    }
  }

  @Test
  void whatEndedInGoodOrderLeavesNothing() throws IOException {
    MappedTallies tallies = open();
    answerTwo(tallies);
    Link link = links.find(LINK).orElseThrow();
    assertThat(link.maxVisits()).isEqualTo(100);
    tallies.forget();
    tallies.close();
    assertThat(files()).isEmpty();
    assertThat(open().remains()).isEmpty();
  }
}
