package terse.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import terse.fault.TerseException;
import terse.id.AnchoredRanges;
import terse.id.RangeStore;
import terse.id.Region;
import terse.id.RegionalRanges;
import terse.id.WorkerLeases;
import terse.zookeeper.ConnectString;
import terse.zookeeper.ZooKeeperStores;

/** Who grants the numbers behind links, and those of nodes. */
record Arbiter(RangeStore ranges, WorkerLeases workers, Optional<ZooKeeperStores> zooKeeper)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Opens the arbiter.
   *
   * @param stores what the link store has of both
   * @param clock judges whether the lease of a worker number has passed
   * @throws StartFailure if it is not to be reached, or another region's
   */
  static Arbiter open(Config config, Stores stores, InstantSource clock) {
    Arbiter store = new Arbiter(stores.ranges(), stores.workers(), Optional.empty());
    boolean ranges = config.get(Settings.RANGES) == Settings.ArbiterKind.ZOOKEEPER;
    boolean workers = config.get(Settings.WORKERS) == Settings.ArbiterKind.ZOOKEEPER;
    if (config.get(Settings.REGIONS) > 1 && !ranges) {
      throw StartFailure.configuration(
          "With 'regions' above 1 each region needs a ZooKeeper ensemble: set 'ranges=zookeeper'.");
    }
    if (!ranges && !workers) {
      return store;
    }
    Region region = region(config);
    ZooKeeperStores opened = opened(servers(config), region);
    return new Arbiter(
        ranges
            ? new AnchoredRanges(new RegionalRanges(opened.ranges(), region), store.ranges)
            : store.ranges,
        workers ? opened.workers(clock) : store.workers,
        Optional.of(opened));
  }

  private static ConnectString servers(Config config) {
    return config
        .find(Settings.ZOOKEEPER)
        .orElseThrow(
            () ->
                StartFailure.configuration(
                    "With 'ranges=zookeeper' or 'workers=zookeeper' the setting 'zookeeper' must name its servers."));
  }

  private static Region region(Config config) {
    try {
      return new Region(config.get(Settings.REGION), config.get(Settings.REGIONS));
    } catch (IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The setting 'region' must be below 'regions': " + e.getMessage() + ".");
    }
  }

  private static ZooKeeperStores opened(ConnectString where, Region region) {
    try {
      return settled(ZooKeeperStores.open(where, PATIENCE), region);
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  private static ZooKeeperStores settled(ZooKeeperStores opened, Region region) {
    try {
      opened.settle(region);
      return opened;
    } catch (TerseException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() {
    zooKeeper.ifPresent(ZooKeeperStores::close);
  }
}
