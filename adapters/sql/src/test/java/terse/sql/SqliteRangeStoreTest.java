package terse.sql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.id.RangeStore;
import terse.testkit.RangeStoreContract;

class SqliteRangeStoreTest extends RangeStoreContract {
  private @Nullable SqliteStores stores;

  @Override
  protected RangeStore open(Path folder) {
    SqliteStores opened = SqliteStores.open(SqliteBackend.file(folder));
    stores = opened;
    return opened.ranges();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
