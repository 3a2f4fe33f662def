package terse.cassandra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import terse.id.RangeStore;
import terse.testkit.RangeStoreContract;

class CassandraRangeStoreIT extends RangeStoreContract {
  private final List<CassandraStores> opened = new ArrayList<>();

  @Override
  protected RangeStore open(Path folder) {
    CassandraStores stores = CassandraBackend.stores(folder);
    opened.add(stores);
    return stores.ranges();
  }

  @AfterEach
  void close() {
    opened.forEach(CassandraStores::close);
  }
}
