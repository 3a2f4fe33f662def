package terse.cassandra;

import terse.testkit.LinkBackend;
import terse.testkit.LinkStoreContract;

class CassandraLinkStoreIT extends LinkStoreContract {
  @Override
  public LinkBackend backend() {
    return new CassandraBackend();
  }
}
