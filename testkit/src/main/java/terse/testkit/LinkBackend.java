package terse.testkit;

import java.nio.file.Path;
import java.time.Duration;
import terse.link.LinkStore;

/**
 * A kind of link store under test. It has a public constructor without parameters, so that a child
 * process can make the same one. The answers about itself cannot lie: for a "no" the contract
 * demands the failure that follows from it.
 */
public interface LinkBackend {

  /** Opens the store that is kept in a folder, or a new one. */
  LinkStore open(Path folder);

  /** Opens it so that its calls give up after a time. */
  LinkStore open(Path folder, Duration deadline);

  /** Holds up every write to the store in a folder, as a stuck disk would, until closed. */
  Hold hold(Path folder);

  /** Whether what was acknowledged is there when the store is opened again. */
  boolean isDurable();

  /** Whether two processes that open the same folder work on the same links. */
  boolean isShared();

  /** Whether writes can be held up, so that a call can outlive its deadline. */
  boolean canStall();

  /** A hold on writes. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
