package terse.cassandra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.key.KeyStore;
import terse.testkit.KeyStoreContract;

class CassandraKeyStoreIT extends KeyStoreContract {
  private @Nullable CassandraStores stores;

  @Override
  protected KeyStore open(Path folder) {
    CassandraStores opened = CassandraBackend.stores(folder);
    stores = opened;
    return opened.keys();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
