package terse.cassandra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.domain.DomainStore;
import terse.testkit.DomainStoreContract;

class CassandraDomainStoreIT extends DomainStoreContract {
  private @Nullable CassandraStores stores;

  @Override
  protected DomainStore open(Path folder) {
    CassandraStores opened = CassandraBackend.stores(folder);
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
