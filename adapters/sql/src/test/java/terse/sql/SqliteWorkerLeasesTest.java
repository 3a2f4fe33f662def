package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.id.WorkerLease;
import terse.id.WorkerLeases;
import terse.testkit.WorkerLeasesContract;

class SqliteWorkerLeasesTest extends WorkerLeasesContract {
  private @Nullable SqliteStores stores;

  @Override
  protected WorkerLeases open(Path folder, InstantSource clock) {
    SqliteStores opened =
        SqliteStores.open(SqliteBackend.file(folder), SqliteSettings.DEFAULT, clock);
    stores = opened;
    return opened.workers();
  }

  @Test
  void whatANumberMayHaveStampedOutlivesTheProcess(@TempDir Path folder) {
    WorkerLease lease = lease(folder, InstantSource.system());
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1));
    assertThat(lease.after()).isZero();
    for (int other = 1; other < WorkerLeases.WORKERS; other++) {
      lease(folder, later);
    }
    assertThat(lease(folder, InstantSource.offset(later, Duration.ofMinutes(1))))
        .isEqualTo(new WorkerLease(0, 0, 2, 1_000));
  }

  private static WorkerLease lease(Path folder, InstantSource clock) {
    try (SqliteStores opened =
        SqliteStores.open(SqliteBackend.file(folder), SqliteSettings.DEFAULT, clock)) {
      return opened.workers().take(0, "test", Duration.ofSeconds(1), 1_000).orElseThrow();
    }
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
