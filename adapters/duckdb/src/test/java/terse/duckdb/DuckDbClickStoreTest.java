package terse.duckdb;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import terse.click.ClickStore;
import terse.testkit.ClickStoreContract;

/** The DuckDB store holds to the contract. */
class DuckDbClickStoreTest extends ClickStoreContract {
  @TempDir private Path folder;

  @Override
  protected ClickStore create() {
    return DuckDbClickStore.open(folder.resolve("clicks.duckdb"));
  }
}
