package terse.zookeeper;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Nodes that are changed by compare-and-set: a write names the version that was read, and ZooKeeper
 * refuses it if another came first. What a lost connection leaves unknown is settled by reading
 * again, since every call signs what it writes with an owner of its own: its signature shows that
 * it was written, and a later version signed by others can only mean that it may have been, in
 * which case it is let go for ever and the call starts afresh. Thread-safe.
 */
final class Registers {
  private final CuratorFramework client;
  private final Duration patience;
  private final Supplier<String> owners;
  private final ConcurrentMap<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final LongAdder unsettled = new LongAdder();

  /**
   * @param patience how long a call goes on trying
   * @param owners a signature for each call, never the same twice anywhere
   */
  Registers(CuratorFramework client, Duration patience, Supplier<String> owners) {
    this.client = client;
    this.patience = patience;
    this.owners = owners;
  }

  /** Decides what a node is to say, by what it says. */
  interface Change<T> {
    /**
     * What the node is to say next.
     *
     * @param body what the node says, empty if it is not there
     * @return empty to leave it as it is
     */
    Optional<Next<T>> from(String body);
  }

  /**
   * What a node is to say.
   *
   * @param result what to answer the caller once it does
   */
  record Next<T>(String body, T result) {}

  /** How many writes may have taken effect without anybody knowing. */
  long unsettled() {
    return unsettled.sum();
  }

  /** What a node says, as of this call or later; empty if it is not there. */
  String read(String path) {
    Deadline deadline = new Deadline(patience);
    while (true) {
      try {
        sync(path, deadline);
        return present(path).body();
      } catch (Exception e) {
        deadline.waitOrThrow(e, Fault.STORE_UNAVAILABLE);
      }
    }
  }

  /**
   * Changes a node.
   *
   * @return what the change that took effect had to answer; empty if it was left as it is
   * @throws TerseException STORE_UNAVAILABLE if nothing was changed, OUTCOME_UNKNOWN if something
   *     may have been
   */
  <T> Optional<T> change(String path, Change<T> change) {
    Deadline deadline = new Deadline(patience);
    ReentrantLock turn = turns.computeIfAbsent(path, _ -> new ReentrantLock());
    deadline.lock(turn);
    try {
      return new Call<>(path, change, deadline).settled();
    } finally {
      turn.unlock();
    }
  }

  /** One call for a change, from its first read until its outcome is known. */
  private final class Call<T> {
    private final String owner = owners.get();
    private final String path;
    private final Change<T> change;
    private final Deadline deadline;
    private @Nullable Register before;
    private @Nullable Next<T> unknown;

    Call(String path, Change<T> change, Deadline deadline) {
      this.path = path;
      this.change = change;
      this.deadline = deadline;
    }

    Optional<T> settled() {
      while (true) {
        try {
          Register present = present(path);
          Next<T> pending = unknown;
          if (pending != null && present.owner().equals(owner)) {
            return Optional.of(pending.result());
          }
          forget(present);
          Optional<Next<T>> next = change.from(present.body());
          if (next.isEmpty() || isWritten(present, next.get())) {
            return next.map(Next::result);
          }
        } catch (Exception e) {
          giveUpOrWait(e);
        }
      }
    }

    /** A write that was unknown and is not the present state is over, in one way or the other. */
    private void forget(Register present) {
      if (unknown != null && before != null && present.version() > before.version() + 1) {
        unsettled.increment();
        unknown = null;
      }
    }

    /** False if another write came first. */
    private boolean isWritten(Register old, Next<T> next) throws Exception {
      try {
        write(path, old, Register.written(owner, next.body()));
        return true;
      } catch (KeeperException.BadVersionException | KeeperException.NodeExistsException beaten) {
        return false;
      } catch (Exception e) {
        before = old;
        unknown = next;
        throw e;
      }
    }

    private void giveUpOrWait(Exception e) {
      boolean known = unknown == null;
      try {
        deadline.waitOrThrow(e, known ? Fault.STORE_UNAVAILABLE : Fault.OUTCOME_UNKNOWN);
      } catch (TerseException over) {
        if (!known) {
          unsettled.increment();
        }
        throw over;
      }
    }
  }

  /** Waits until the server we are connected to has caught up with its leader. */
  private void sync(String path, Deadline deadline) throws Exception {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    client.sync().inBackground((_, event) -> answer.complete(event.getResultCode())).forPath(path);
    KeeperException.Code code = KeeperException.Code.get(answer.get(deadline.left(), NANOSECONDS));
    if (code != KeeperException.Code.OK) {
      throw KeeperException.create(code, path);
    }
  }

  private Register present(String path) throws Exception {
    Stat stat = new Stat();
    try {
      return Register.read(client.getData().storingStatIn(stat).forPath(path), stat.getVersion());
    } catch (KeeperException.NoNodeException none) {
      return Register.absent();
    }
  }

  private void write(String path, Register old, byte[] data) throws Exception {
    if (old.version() == Register.ABSENT) {
      client.create().creatingParentsIfNeeded().forPath(path, data);
    } else {
      client.setData().withVersion(old.version()).forPath(path, data);
    }
  }

  /** The end of a call's patience. */
  private final class Deadline {
    private final long end;

    Deadline(Duration patience) {
      this.end = System.nanoTime() + patience.toNanos();
    }

    /** Nanoseconds, below 0 once it is over. */
    long left() {
      return end - System.nanoTime();
    }

    /** Waits for a connection, unless the time is over or the failure is one that stays. */
    void waitOrThrow(Exception e, Fault fault) {
      if (e instanceof RuntimeException told) {
        throw told;
      }
      long left = left();
      if (left <= 0 || !passes(e) || !connected(left)) {
        throw Unreachable.because(fault, e);
      }
    }

    private boolean connected(long nanos) {
      try {
        return client.blockUntilConnected((int) (nanos / 1_000_000) + 1, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void lock(ReentrantLock turn) {
      try {
        if (!turn.tryLock(left(), NANOSECONDS)) {
          throw Unreachable.because(Fault.STORE_UNAVAILABLE, null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Unreachable.because(Fault.STORE_UNAVAILABLE, e);
      }
    }
  }

  private static boolean passes(Exception e) {
    return e instanceof KeeperException.ConnectionLossException
        || e instanceof KeeperException.OperationTimeoutException
        || e instanceof KeeperException.SessionExpiredException
        || e instanceof KeeperException.SessionMovedException
        || e instanceof KeeperException.RequestTimeoutException;
  }
}
