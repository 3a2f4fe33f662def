package terse.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.NodeStore.Node;

/** Something that every live node is to know, and somebody's wait for it. */
final class Confirmation {
  private final Predicate<Node> knows;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile List<String> missing = List.of("this one");

  private Confirmation(Predicate<Node> knows) {
    this.knows = knows;
  }

  /** That the feed is known up to a position. */
  static Confirmation ofPosition(long position) {
    return new Confirmation(node -> node.position() >= position);
  }

  /** That the newest secret is the one with this fingerprint. */
  static Confirmation ofKeys(long keys) {
    return new Confirmation(node -> node.keys() == keys);
  }

  /** Looks at how far the nodes are, this one among them; the dead are not. */
  void look(List<Node> live) {
    List<String> names = live.stream().filter(node -> !knows.test(node)).map(Node::name).toList();
    missing = names;
    if (names.isEmpty()) {
      done.complete(null);
    }
  }

  boolean isOver() {
    return done.isDone();
  }

  void await(Duration patience) {
    try {
      done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unconfirmed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unconfirmed(e);
    } finally {
      done.cancel(false);
    }
  }

  private TerseException unconfirmed(Exception cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE,
        "Other nodes have not confirmed in time: " + String.join(", ", missing) + ".",
        cause);
  }
}
