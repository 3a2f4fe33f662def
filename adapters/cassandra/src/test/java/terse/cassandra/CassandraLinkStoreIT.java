package terse.cassandra;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import terse.testkit.LinkBackend;
import terse.testkit.LinkStoreContract;

class CassandraLinkStoreIT extends LinkStoreContract {
  @Override
  public LinkBackend backend() {
    return new CassandraBackend();
  }

  /** Thousands of names, each by several lightweight transactions, take their time. */
  @Test
  @Tag("storm")
  @Override
  public void killedProcessLosesNoAcknowledgedLink() {
    super.killedProcessLosesNoAcknowledgedLink();
  }
}
