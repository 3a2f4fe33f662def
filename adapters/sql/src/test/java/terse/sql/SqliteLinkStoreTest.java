package terse.sql;

import terse.testkit.LinkBackend;
import terse.testkit.LinkStoreContract;

class SqliteLinkStoreTest extends LinkStoreContract {
  @Override
  public LinkBackend backend() {
    return new SqliteBackend();
  }
}
