package terse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.code.Alphabet;
import terse.code.FixedWidthCodec;
import terse.code.KeyFile;
import terse.epoch.IssuedFile;
import terse.epoch.RotateKeys;
import terse.epoch.StartEpoch;
import terse.feed.AnnouncedMarks;
import terse.feed.Feed;
import terse.feed.FeedSettings;
import terse.feed.Knowledge;
import terse.id.GrantStore;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.RangeStore;
import terse.memory.MemoryFeed;
import terse.memory.MemoryGrantStore;
import terse.memory.MemoryNodeStore;
import terse.memory.MemoryRangeStore;

/**
 * The secret changes while three nodes mint: no code is given out twice, and nothing is looked up.
 */
class RotationTest {
  private static final int NODES = 3;
  private static final FixedWidthCodec CODEC = new FixedWidthCodec(Alphabet.BASE62, 7);

  @TempDir Path folder;
  private final Random random = new Random(11);
  private final MemoryFeed outbox = new MemoryFeed();
  private final GrantStore grants = new MemoryGrantStore(outbox, InstantSource.system());
  private final RangeStore ranges = new MemoryRangeStore();
  private final MemoryNodeStore nodes = new MemoryNodeStore();
  private final SteeredLinkStore links = new SteeredLinkStore(outbox);
  private final AtomicLong minted = new AtomicLong();

  /** A node that mints. */
  private final class Node implements AutoCloseable {
    final GrantedMarks marks = new GrantedMarks();
    final LinkCodes codes;
    final Feed feed;
    final CodeMint mint;
    final RotateKeys rotate;
    final ExecutorService background = Executors.newSingleThreadExecutor();

    Node(int number) {
      KeyFile file = new KeyFile(folder.resolve("codes.key"));
      IssuedFile issued = new IssuedFile(folder.resolve("codes.issued"));
      codes = LinkCodes.standard(file.readOrCreate(random, false), marks);
      new StartEpoch(grants, ranges, file, issued, random, InstantSource.system())
          .ensure(
              codes.keys(),
              new StartEpoch.Store(Optional.empty(), false, Map.of(), codes::capacity, false));
      Knowledge knowledge =
          new Knowledge(links, grants, marks, codes, () -> file.read().orElseThrow(), () -> {}, 0);
      feed =
          Feed.shared(
                  links,
                  nodes,
                  "node" + number,
                  "node" + number,
                  knowledge,
                  FeedSettings.STANDARD,
                  System::nanoTime)
              .start();
      IdSource ids =
          new IdSource(
              ranges,
              new AnnouncedMarks(grants, feed, issued),
              background,
              InstantSource.system(),
              IdSource.Bounds.STANDARD);
      mint =
          new CodeMint(
              ids, codes, LinkFixture.texts(InstantSource.system(), random), links, code -> false);
      rotate = new RotateKeys(file, random, grants, issued, codes, feed);
    }

    long[] mint(int count) {
      long[] all = new long[count];
      for (int i = 0; i < count; i++) {
        CodeMint.Minted next = mint.generated(LinkFixture.draft(1));
        all[i] = CODEC.decode(next.code());
        minted.incrementAndGet();
      }
      return all;
    }

    @Override
    public void close() {
      background.shutdown();
      feed.close();
    }
  }

  @Test
  void codesOfThreeNodesAreAllDifferentAcrossTwoRotations() throws Exception {
    rotateWhileMinting(100_000);
  }

  @Test
  @Tag("storm")
  void aMillionCodesOnEachOfThreeNodesAreAllDifferentAcrossTwoRotations() throws Exception {
    rotateWhileMinting(1_000_000);
  }

  private void rotateWhileMinting(int count) throws Exception {
    List<Node> all = Stream.of(1, 2, 3).map(number -> new Node(number)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      List<CompletableFuture<long[]>> results =
          all.stream()
              .map(node -> CompletableFuture.supplyAsync(() -> node.mint(count), threads))
              .toList();
      await(NODES * count / 3);
      assertThat(all.get(0).rotate.rotate()).isEqualTo(2);
      await(NODES * count / 3 * 2);
      assertThat(all.get(1).rotate.rotate()).isEqualTo(3);

      long[] codes = results.stream().flatMapToLong(r -> Arrays.stream(r.join())).toArray();
      assertMeanTheSameEverywhere(codes, all);
      Arrays.sort(codes);
      for (int i = 1; i < codes.length; i++) {
        assertThat(codes[i]).isNotEqualTo(codes[i - 1]);
      }
      assertThat(links.reads).as("no code was looked up").isZero();
    } finally {
      all.forEach(Node::close);
    }
  }

  private void await(long count) {
    while (minted.get() < count) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void assertMeanTheSameEverywhere(long[] codes, List<Node> nodes) {
    int[] epochs = new int[4];
    for (int i = 0; i < codes.length; i += 97) {
      String code = CODEC.encode(codes[i]);
      List<LinkCodes.Parsed> parsed = new ArrayList<>();
      nodes.forEach(node -> parsed.add(node.codes.parse(1, code)));
      assertThat(parsed).containsOnly(parsed.getFirst());
      if (parsed.getFirst() instanceof LinkCodes.Generated(LinkKey key)) {
        epochs[key.epoch()]++;
      } else {
        throw new AssertionError(code + " is " + parsed.getFirst());
      }
    }
    assertThat(epochs[1]).isPositive();
    assertThat(epochs[2]).isPositive();
    assertThat(epochs[3]).isPositive();
  }
}
