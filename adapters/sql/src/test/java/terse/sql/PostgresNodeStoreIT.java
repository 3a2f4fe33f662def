package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.feed.NodeStore;
import terse.testkit.NodeStoreContract;

class PostgresNodeStoreIT extends NodeStoreContract {
  private @Nullable PostgresStores stores;

  @Override
  protected NodeStore open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
    stores = opened;
    return opened.nodes();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
