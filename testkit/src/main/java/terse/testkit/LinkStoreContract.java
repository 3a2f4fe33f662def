package terse.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import terse.link.LinkStore;

/**
 * The contract of {@link LinkStore}: every backend's test inherits it and names the backend. Its
 * parts are the interfaces it implements.
 */
@SuppressWarnings("NullAway.Init")
public abstract class LinkStoreContract
    implements InsertContract,
        IdempotencyContract,
        ReuseContract,
        MintedContract,
        UpdateContract,
        FeedContract,
        ListingContract,
        ArbiterContract {
  @TempDir private Path folder;

  private LinkStore store;

  @Override
  public abstract LinkBackend backend();

  @BeforeEach
  final void openStore() {
    store = backend().open(folder);
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Override
  public final LinkStore store() {
    return store;
  }

  @Override
  public final Path folder() {
    return folder;
  }
}
