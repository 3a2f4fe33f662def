package terse.server;

import java.time.Duration;
import java.util.Optional;
import terse.fault.TerseException;
import terse.id.AnchoredRanges;
import terse.id.RangeStore;
import terse.id.Region;
import terse.id.RegionalRanges;
import terse.zookeeper.ConnectString;
import terse.zookeeper.ZooKeeperStores;

/** Who grants the numbers behind links. */
record Arbiter(RangeStore ranges, Optional<ZooKeeperStores> zooKeeper) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Opens the arbiter.
   *
   * @param store the counters of the link store
   * @throws StartFailure if it is not to be reached, or another region's
   */
  static Arbiter open(Config config, RangeStore store) {
    return switch (config.get(Settings.RANGES)) {
      case STORE -> ofTheStore(config, store);
      case ZOOKEEPER -> inZooKeeper(servers(config), region(config), store);
    };
  }

  private static Arbiter ofTheStore(Config config, RangeStore store) {
    if (config.get(Settings.REGIONS) > 1) {
      throw StartFailure.configuration(
          "With 'regions' above 1 each region needs a ZooKeeper ensemble: set 'ranges=zookeeper'.");
    }
    return new Arbiter(store, Optional.empty());
  }

  private static ConnectString servers(Config config) {
    return config
        .find(Settings.ZOOKEEPER)
        .orElseThrow(
            () ->
                StartFailure.configuration(
                    "With 'ranges=zookeeper' the setting 'zookeeper' must name its servers."));
  }

  private static Region region(Config config) {
    try {
      return new Region(config.get(Settings.REGION), config.get(Settings.REGIONS));
    } catch (IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The setting 'region' must be below 'regions': " + e.getMessage() + ".");
    }
  }

  private static Arbiter inZooKeeper(ConnectString where, Region region, RangeStore store) {
    try {
      ZooKeeperStores opened = ZooKeeperStores.open(where, PATIENCE);
      return new Arbiter(settled(opened, region, store), Optional.of(opened));
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  private static RangeStore settled(ZooKeeperStores opened, Region region, RangeStore store) {
    try {
      opened.settle(region);
      return new AnchoredRanges(new RegionalRanges(opened.ranges(), region), store);
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
