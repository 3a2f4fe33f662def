package terse.cassandra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.feed.NodeStore;
import terse.testkit.NodeStoreContract;

class CassandraNodeStoreIT extends NodeStoreContract {
  private @Nullable CassandraStores stores;

  @Override
  protected NodeStore open(Path folder) {
    CassandraStores opened = CassandraBackend.stores(folder);
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
