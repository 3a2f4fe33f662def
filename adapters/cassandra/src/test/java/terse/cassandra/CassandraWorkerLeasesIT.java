package terse.cassandra;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.id.WorkerLeases;
import terse.testkit.WorkerLeasesContract;

class CassandraWorkerLeasesIT extends WorkerLeasesContract {
  private @Nullable CassandraStores stores;

  @Override
  protected WorkerLeases open(Path folder, InstantSource clock) {
    CassandraStores opened = CassandraBackend.stores(folder, clock);
    stores = opened;
    return opened.workers();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
