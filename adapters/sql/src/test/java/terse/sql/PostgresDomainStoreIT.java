package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.domain.DomainStore;
import terse.testkit.DomainStoreContract;

class PostgresDomainStoreIT extends DomainStoreContract {
  private @Nullable PostgresStores stores;

  @Override
  protected DomainStore open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
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
