package terse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.key.ApiKey.Role;
import terse.key.KeyStore;
import terse.testkit.Crowd;
import terse.testkit.KeyStoreContract;

class PostgresKeyStoreIT extends KeyStoreContract {
  @TempDir private Path shared = Path.of("");
  private @Nullable PostgresStores stores;

  @Override
  protected KeyStore open(Path folder) {
    PostgresStores opened = PostgresBackend.stores(folder);
    stores = opened;
    return opened.keys();
  }

  @Test
  void nodesThatOpenAccountsAtOnceGiveNoneTwice() {
    try (PostgresStores one = PostgresBackend.stores(shared);
        PostgresStores other = PostgresBackend.stores(shared)) {
      List<Integer> accounts =
          Crowd.of(2, i -> opened(i == 0 ? one : other, "node" + i)).stream()
              .flatMap(List::stream)
              .toList();
      assertThat(accounts).hasSize(200).doesNotHaveDuplicates();
    }
  }

  private static List<Integer> opened(PostgresStores stores, String node) {
    return IntStream.range(0, 100)
        .mapToObj(i -> stores.keys().add(null, "", Role.MEMBER, node + i, Instant.EPOCH).account())
        .toList();
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }
}
