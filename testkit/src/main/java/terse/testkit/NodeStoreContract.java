package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.feed.NodeStore;
import terse.feed.NodeStore.Node;

/** The contract of {@link NodeStore}. */
public abstract class NodeStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A new, empty store. */
  protected abstract NodeStore open(Path folder);

  @Test
  void nodeThatJoinedHasReadNothingYet() {
    NodeStore store = open(folder);
    store.join("a", "first");
    assertThat(store.all()).containsExactly(new Node("a", "first", 0, Node.NOTHING, 0));
  }

  @Test
  void beatSaysHowFarTheNodeIs() {
    NodeStore store = open(folder);
    store.join("a", "first");
    store.join("b", "second");
    assertThat(store.beat("a", 5, 77)).isTrue();
    assertThat(store.beat("a", 6, -78)).isTrue();
    assertThat(store.all())
        .containsExactlyInAnyOrder(
            new Node("a", "first", 2, 6, -78), new Node("b", "second", 0, Node.NOTHING, 0));
  }

  @Test
  void silentNodeIsRemovedAndLearnsOfItByItsNextBeat() {
    NodeStore store = open(folder);
    store.join("a", "first");
    store.beat("a", 5, 0);
    assertThat(store.remove("a", 1)).isTrue();
    assertThat(store.beat("a", 6, 0)).isFalse();
    assertThat(store.all()).isEmpty();
    assertThat(store.remove("a", 1)).isFalse();
  }

  @Test
  void nodeThatHasBeatenSinceIsNotRemoved() {
    NodeStore store = open(folder);
    store.join("a", "first");
    store.beat("a", 5, 0);
    assertThat(store.remove("a", 0)).isFalse();
    assertThat(store.beat("a", 6, 0)).isTrue();
  }

  @Test
  void nodeThatLeftIsGone() {
    NodeStore store = open(folder);
    store.join("a", "first");
    store.leave("a");
    store.leave("a");
    assertThat(store.all()).isEmpty();
    assertThat(store.beat("a", 1, 0)).isFalse();
  }
}
