package terse.cassandra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.testkit.NameStoreContract;

class CassandraNameStoreIT extends NameStoreContract {
  private @Nullable CassandraStores stores;

  @Override
  protected Opened open(Path folder) {
    CassandraStores opened = CassandraBackend.stores(folder);
    stores = opened;
    return new Opened(opened.names(), opened.links());
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
