package terse.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import terse.id.RangeStore;
import terse.testkit.RangeStoreContract;

class PostgresRangeStoreIT extends RangeStoreContract {
  private final List<PostgresStores> opened = new ArrayList<>();

  @Override
  protected RangeStore open(Path folder) {
    PostgresStores stores = PostgresBackend.stores(folder);
    opened.add(stores);
    return stores.ranges();
  }

  @AfterEach
  void close() {
    opened.forEach(PostgresStores::close);
  }
}
