package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.feed.NodeStore;
import terse.testkit.NodeStoreContract;

class SqliteNodeStoreTest extends NodeStoreContract {
  private @Nullable SqliteStores stores;

  @Override
  protected NodeStore open(Path folder) {
    SqliteStores opened = SqliteStores.open(SqliteBackend.file(folder));
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
