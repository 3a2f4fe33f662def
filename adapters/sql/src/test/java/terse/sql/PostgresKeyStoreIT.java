package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.key.KeyStore;
import terse.testkit.KeyStoreContract;

class PostgresKeyStoreIT extends KeyStoreContract {
  private @Nullable PostgresStores stores;

  @Override
  protected KeyStore open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
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
