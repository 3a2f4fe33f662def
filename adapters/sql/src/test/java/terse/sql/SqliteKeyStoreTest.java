package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.key.KeyStore;
import terse.testkit.KeyStoreContract;

class SqliteKeyStoreTest extends KeyStoreContract {
  private @Nullable SqliteStores stores;

  @Override
  protected KeyStore open(Path folder) {
    SqliteStores opened = SqliteStores.open(SqliteBackend.file(folder));
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
