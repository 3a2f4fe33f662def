package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.domain.DomainStore;
import terse.testkit.DomainStoreContract;

class SqliteDomainStoreTest extends DomainStoreContract {
  private @Nullable SqliteStores stores;

  @Override
  protected DomainStore open(Path folder) {
    SqliteStores opened = SqliteStores.open(SqliteBackend.file(folder));
    stores = opened;
    return opened.domains();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
