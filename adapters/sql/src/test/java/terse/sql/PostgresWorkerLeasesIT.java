package terse.sql;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import terse.id.WorkerLeases;
import terse.testkit.WorkerLeasesContract;

class PostgresWorkerLeasesIT extends WorkerLeasesContract {
  private @Nullable PostgresStores stores;

  @Override
  protected WorkerLeases open(Path folder, InstantSource clock) {
    PostgresStores opened = PostgresStores.open(PostgresBackend.settings(folder), clock);
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
