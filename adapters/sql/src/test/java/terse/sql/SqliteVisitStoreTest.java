package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.testkit.VisitStoreContract;

class SqliteVisitStoreTest extends VisitStoreContract {
  private @Nullable SqliteStores stores;

  @Override
  protected Opened open(Path folder) {
    SqliteStores opened = SqliteStores.open(SqliteBackend.file(folder));
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
