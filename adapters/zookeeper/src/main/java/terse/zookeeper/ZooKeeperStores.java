package terse.zookeeper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.curator.RetryPolicy;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.client.ZKClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;
import terse.id.Region;
import terse.id.WorkerLeases;

/**
 * What a ZooKeeper ensemble keeps for us, over one connection that comes back by itself whenever
 * the ensemble does. Thread-safe.
 */
public final class ZooKeeperStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperStores.class);
  private static final Duration SESSION = Duration.ofSeconds(6);
  private static final Duration CONNECTION = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  /** {@link Registers} alone repeat what failed: they know what may be repeated. */
  private static final RetryPolicy NEVER = (_, _, _) -> false;

  private final CuratorFramework client;
  private final Registers registers;
  private volatile boolean connected;

  private ZooKeeperStores(ConnectString where) {
    ZKClientConfig settings = new ZKClientConfig();
    settings.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    client =
        CuratorFrameworkFactory.builder()
            .connectString(where.servers())
            .namespace(where.root())
            .sessionTimeoutMs((int) SESSION.toMillis())
            .connectionTimeoutMs((int) CONNECTION.toMillis())
            .retryPolicy(NEVER)
            .zkClientConfig(settings)
            .build();
    client.getConnectionStateListenable().addListener((_, state) -> changed(where, state));
    registers = new Registers(client, CALL, () -> UUID.randomUUID().toString());
  }

  /**
   * Connects to an ensemble.
   *
   * @param patience how long to wait for it
   * @throws TerseException STORE_UNAVAILABLE, with a sentence for the operator, if none of it
   *     serves within that time
   */
  public static ZooKeeperStores open(ConnectString where, Duration patience) {
    ZooKeeperStores stores = new ZooKeeperStores(where);
    stores.client.start();
    if (!stores.awaitConnection(patience)) {
      stores.close();
      throw new TerseException(
          Fault.STORE_UNAVAILABLE,
          "ZooKeeper at %s has not answered within %d s; is a majority of its servers up?"
              .formatted(where.servers(), patience.toSeconds()));
    }
    return stores;
  }

  private boolean awaitConnection(Duration patience) {
    try {
      return client.blockUntilConnected((int) patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void changed(ConnectString where, ConnectionState state) {
    connected = state.isConnected();
    switch (state) {
      case CONNECTED, RECONNECTED -> LOG.info("ZooKeeper at {} is reached", where.servers());
      case SUSPENDED -> LOG.warn("ZooKeeper at {} is out of reach", where.servers());
      case LOST -> LOG.warn("The session with ZooKeeper at {} has ended", where.servers());
      case READ_ONLY -> LOG.warn("ZooKeeper at {} takes no writes", where.servers());
    }
  }

  /** Whether the ensemble is reached at this moment. */
  public boolean connected() {
    return connected;
  }

  /** How many writes may have taken effect without anybody knowing; each may waste a range. */
  public long unsettled() {
    return registers.unsettled();
  }

  /** Counter ranges. */
  public RangeStore ranges() {
    return new ZooKeeperRangeStore(registers);
  }

  /**
   * Worker leases.
   *
   * @param clock judges whether a lease's term has passed
   */
  public WorkerLeases workers(InstantSource clock) {
    return new ZooKeeperWorkerLeases(registers, clock);
  }

  /**
   * Sees to it that all nodes on this ensemble are of one region; the first one decides, for ever.
   *
   * @throws TerseException CONFLICT, with a sentence for the operator, if it is another region's
   */
  public void settle(Region region) {
    String wanted = region.index() + " of " + region.count();
    registers.change(
        "/region",
        body -> {
          if (body.isEmpty()) {
            return Optional.of(new Registers.Next<>(wanted, wanted));
          }
          if (body.equals(wanted)) {
            return Optional.empty();
          }
          throw new TerseException(
              Fault.CONFLICT,
              "This ZooKeeper ensemble belongs to region %s, not %s; another region's numbers would be given out twice."
                  .formatted(body, wanted));
        });
  }

  CuratorFramework client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }
}
