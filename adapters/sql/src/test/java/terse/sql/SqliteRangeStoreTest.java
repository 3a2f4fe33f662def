package terse.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import terse.id.RangeStore;
import terse.testkit.RangeStoreContract;

class SqliteRangeStoreTest extends RangeStoreContract {
  private final List<SqliteStores> opened = new ArrayList<>();

  @Override
  protected RangeStore open(Path folder) {
    SqliteStores stores = SqliteStores.open(SqliteBackend.file(folder));
    opened.add(stores);
    return stores.ranges();
  }

  @AfterEach
  void close() {
    opened.forEach(SqliteStores::close);
  }
}
