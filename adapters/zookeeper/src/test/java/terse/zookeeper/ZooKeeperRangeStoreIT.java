package terse.zookeeper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import terse.id.RangeStore;
import terse.testkit.RangeStoreContract;
import terse.testkit.ZooKeeperEnsemble;

@ExtendWith(Ensembles.class)
class ZooKeeperRangeStoreIT extends RangeStoreContract {
  private final ZooKeeperEnsemble ensemble;
  private final List<ZooKeeperStores> opened = new ArrayList<>();

  ZooKeeperRangeStoreIT(ZooKeeperEnsemble ensemble) {
    this.ensemble = ensemble;
  }

  @Override
  protected RangeStore open(Path folder) {
    ZooKeeperStores stores = Ensembles.open(Ensembles.at(ensemble, folder));
    opened.add(stores);
    return stores.ranges();
  }

  @AfterEach
  void close() {
    opened.forEach(ZooKeeperStores::close);
  }
}
