package terse.zookeeper;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import terse.id.WorkerLeases;
import terse.testkit.WorkerLeasesContract;
import terse.testkit.ZooKeeperEnsemble;

@ExtendWith(Ensembles.class)
class ZooKeeperWorkerLeasesIT extends WorkerLeasesContract {
  private final ZooKeeperEnsemble ensemble;
  private final List<ZooKeeperStores> opened = new ArrayList<>();

  ZooKeeperWorkerLeasesIT(ZooKeeperEnsemble ensemble) {
    this.ensemble = ensemble;
  }

  @Override
  protected WorkerLeases open(Path folder, InstantSource clock) {
    ZooKeeperStores stores = Ensembles.open(Ensembles.at(ensemble, folder));
    opened.add(stores);
    return stores.workers(clock);
  }

  @AfterEach
  void close() {
    opened.forEach(ZooKeeperStores::close);
  }
}
