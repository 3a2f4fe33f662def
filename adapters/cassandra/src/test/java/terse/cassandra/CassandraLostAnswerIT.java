package terse.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.FeedEntry;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NameStore.Name;
import terse.link.UpdateOutcome;
import terse.testkit.Changes;
import terse.testkit.FaultProxy;
import terse.testkit.Sample;
import terse.testkit.Seeds;

/**
 * Answers of the server that are lost after it has done what it was asked: at a random step of each
 * call, lightweight transactions among them, the line is cut, as if the server had died there.
 */
@SuppressWarnings("NullAway.Init")
class CassandraLostAnswerIT {
  /** An insert of a name or an edit gets so many answers at most. */
  private static final int ANSWERS = 10;

  @TempDir private Path folder;
  private FaultProxy proxy;
  private CassandraStores lossy;
  private CassandraStores direct;

  @BeforeEach
  void open() throws IOException {
    CassandraBackend.settings(folder);
    proxy =
        new FaultProxy(CassandraBackend.server().address(), CassandraBackend.server().clientPort());
    lossy =
        CassandraStores.open(
            CassandraBackend.settings(proxy.address()).withDeadline(Duration.ofSeconds(2)),
            InstantSource.system());
    direct = CassandraBackend.stores(folder);
  }

  @AfterEach
  void close() throws IOException {
    lossy.close();
    direct.close();
    proxy.close();
  }

  /** What a caller was told. */
  private enum Told {
    DONE,
    REFUSED,
    NOTHING,
    UNKNOWN
  }

  private interface Call {
    Told told();
  }

  private static Told told(Call call) {
    try {
      return call.told();
    } catch (TerseException e) {
      return e.fault() == Fault.OUTCOME_UNKNOWN ? Told.UNKNOWN : Told.NOTHING;
    }
  }

  @Test
  void whatCallersAreToldIsWhatIs() {
    assertTruth(25);
  }

  @Test
  @Tag("storm")
  void whatCallersAreToldIsWhatIsAThousandTimes() {
    assertTruth(1_000);
  }

  private void assertTruth(int rounds) {
    RandomGenerator random = Seeds.random("lost answers");
    List<Told> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(round(i, random.nextInt(ANSWERS)));
    }
    proxy.heal();
    assertFeedTellsEverything();
    assertThat(all).contains(Told.DONE);
  }

  private Told round(int i, int answers) {
    String name = "name-" + i;
    LinkKey key = new LinkKey(1, LinkKey.NAMED, i);
    awaitLine();
    proxy.loseAnswerAfter(answers);
    Told inserted =
        told(
            () ->
                lossy.links().insert(Sample.named(i, name).asNew())
                        instanceof InsertOutcome.Inserted
                    ? Told.DONE
                    : Told.REFUSED);
    proxy.heal();
    // Who reads the feed finishes what was begun; after that nothing may change any more.
    direct.links().feedPosition();
    Optional<Link> there = direct.links().findByName(1, name);
    assertAgrees(inserted, there.filter(link -> link.key().equals(key)).isPresent());
    InsertOutcome rival = direct.links().insert(Sample.named(1_000_000L + i, name).asNew());
    assertThat(rival instanceof InsertOutcome.Taken).isEqualTo(there.isPresent());
    Told edited = edit(name, answers);
    return edited == Told.UNKNOWN ? edited : inserted;
  }

  private Told edit(String name, int answers) {
    Link link = direct.links().findByName(1, name).orElseThrow();
    awaitLine();
    proxy.loseAnswerAfter(answers);
    Told edited =
        told(
            () ->
                lossy.links().update(Changes.title(link, "titled"), link.version())
                        instanceof UpdateOutcome.Updated
                    ? Told.DONE
                    : Told.REFUSED);
    proxy.heal();
    direct.links().feedPosition();
    Link now = direct.links().findByName(1, name).orElseThrow();
    assertAgrees(edited, now.version() == link.version() + 1);
    return edited;
  }

  private static void assertAgrees(Told told, boolean happened) {
    switch (told) {
      case DONE -> assertThat(happened).as("what was acknowledged happened").isTrue();
      case REFUSED, NOTHING -> assertThat(happened).as("what was refused happened").isFalse();
      case UNKNOWN -> {}
    }
  }

  /** Until the driver has a line again, what is asked is refused, and shows nothing. */
  private void awaitLine() {
    await()
        .ignoreExceptionsInstanceOf(TerseException.class)
        .until(() -> lossy.links().find(new LinkKey(9, 9, 9)).isEmpty());
  }

  /** Whoever was killed or cut off: what can be found has been told. */
  private void assertFeedTellsEverything() {
    Set<String> told = new HashSet<>();
    for (FeedEntry entry : direct.links().feedAfter(0, 1_000_000)) {
      if (entry instanceof FeedEntry.LinkChanged changed) {
        assertThat(told.add(changed.key() + " " + changed.version())).as("told once").isTrue();
      }
    }
    direct.names().namesAfter(Name.BEFORE_ALL, 1_000_000).stream()
        .map(name -> direct.links().findByName(1, name.folded()).orElseThrow())
        .forEach(
            link -> {
              for (long version = 1; version <= link.version(); version++) {
                assertThat(told).contains(link.key() + " " + version);
              }
            });
  }
}
