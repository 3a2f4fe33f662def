package terse.sql;

import terse.testkit.LinkBackend;
import terse.testkit.LinkStoreContract;

class PostgresLinkStoreIT extends LinkStoreContract {
  @Override
  public LinkBackend backend() {
    return new PostgresBackend();
  }
}
