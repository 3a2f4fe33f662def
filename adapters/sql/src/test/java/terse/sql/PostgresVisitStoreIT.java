package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.testkit.VisitStoreContract;

class PostgresVisitStoreIT extends VisitStoreContract {
  private @Nullable PostgresStores stores;

  @Override
  protected Opened open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
    stores = opened;
    return new Opened(opened.visits(), opened.links());
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
