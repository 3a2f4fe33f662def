package terse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.NodeStore.Node;
import terse.link.FeedGate;
import terse.link.LinkStore;

/**
 * This node's hold on the feed. A thread reads it round after round, tells the listener what is
 * new, and says in the table of nodes how far it is; a round that told so lets this node answer
 * from memory until a lease after the round's beginning. Whoever must know what happened up to now
 * waits for a round that begins from now on, together with all others who do. Thread-safe.
 */
public final class Feed implements FeedGate, AutoCloseable {
  private final FeedReader reader;
  private final FeedListener listener;
  private final @Nullable Membership membership;
  private final FeedSettings settings;
  private final NanoTime time;
  private final Rounds rounds;
  private final ConcurrentLinkedQueue<Confirmation> confirmations = new ConcurrentLinkedQueue<>();
  private volatile long leaseFrom;
  private volatile long readFrom;
  private volatile boolean cutOff;
  private final LongAdder failures = new LongAdder();
  private volatile int otherNodes;
  private long toldPosition = Node.NOTHING;

  /**
   * @param membership null for a node that has its store for itself: it always knows, and reads the
   *     feed for what its own store could not vouch for at the time
   */
  private Feed(
      LinkStore links,
      @Nullable Membership membership,
      FeedListener listener,
      FeedSettings settings,
      NanoTime time) {
    this.reader = new FeedReader(links, listener);
    this.listener = listener;
    this.membership = membership;
    this.settings = settings;
    this.time = time;
    this.leaseFrom = time.nanos() - settings.lease().toNanos();
    this.readFrom = leaseFrom;
    this.rounds = new Rounds("feed", this::round, this::pause);
  }

  /**
   * The feed of a node that shares its store with others.
   *
   * @param id tells this life of the node from all others
   * @param name what people call the node
   */
  public static Feed shared(
      LinkStore links,
      NodeStore nodes,
      String id,
      String name,
      FeedListener listener,
      FeedSettings settings,
      NanoTime time) {
    Membership membership = new Membership(nodes, id, name, settings.lease().toNanos());
    return new Feed(links, membership, listener, settings, time);
  }

  /** The feed of a node that has its store for itself. */
  public static Feed alone(
      LinkStore links, FeedListener listener, FeedSettings settings, NanoTime time) {
    return new Feed(links, null, listener, settings, time);
  }

  /**
   * Learns what holds, on the calling thread, and starts to follow.
   *
   * @throws TerseException if the store cannot be read, or what it says cannot be taken in
   */
  public Feed start() {
    round();
    rounds.start();
    return this;
  }

  /** What this node may answer from memory at an instant of its {@link NanoTime}. Never waits. */
  public Standing standing(long nanos) {
    if (membership == null || nanos - leaseFrom < settings.lease().toNanos()) {
      return Standing.CURRENT;
    }
    if (!cutOff) {
      return Standing.BEHIND;
    }
    boolean mayServe = nanos - readFrom < settings.cutOffLimit().toNanos();
    return mayServe ? Standing.CUT_OFF : Standing.LOST;
  }

  /** Reads on now rather than at the next round, on a hint that there is something. Never waits. */
  public void hurry() {
    var _ = rounds.next();
  }

  /** Completes when everything acknowledged before this call is known here; fails if it cannot. */
  public CompletableFuture<Void> catchUp() {
    return rounds.next();
  }

  @Override
  public void ensureCurrent() {
    if (standing(time.nanos()) != Standing.CURRENT) {
      ensureCaughtUp();
    }
  }

  /**
   * Returns once everything acknowledged before this call is known here.
   *
   * @throws TerseException STORE_UNAVAILABLE if that cannot be had in good time
   */
  public void ensureCaughtUp() {
    try {
      catchUp().get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw behind(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw behind(e);
    }
  }

  private static TerseException behind(Exception cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE, "What happened on other nodes cannot be known now.", cause);
  }

  /**
   * Waits until every live node, this one too, knows the feed up to a position, or has lost its
   * lease.
   *
   * @throws TerseException STORE_UNAVAILABLE if that is not known in good time
   */
  public void awaitEveryone(long position) {
    await(Confirmation.ofPosition(position));
  }

  /**
   * Waits until no node decides on what was before this call: every live node has confirmed, or has
   * lost its lease. After the time of a lease the latter is sure, whoever said what: a round that
   * begins after this call reads what happened before it, and one that began earlier gives no lease
   * beyond that.
   *
   * @param position the feed position to wait for; asked once
   * @param wait how long at most
   * @return false if that ran out before
   */
  public boolean awaitEverywhere(LongSupplier position, Duration wait) {
    long began = time.nanos();
    long limit = Math.min(wait.toNanos(), settings.lease().toNanos());
    try {
      await(Confirmation.ofPosition(position.getAsLong()), Duration.ofNanos(limit));
      return true;
    } catch (TerseException unconfirmed) {
      return limit == settings.lease().toNanos() && passed(began, limit);
    }
  }

  private boolean passed(long began, long nanos) {
    try {
      for (long left = left(began, nanos); left > 0; left = left(began, nanos)) {
        Thread.sleep(Duration.ofNanos(left));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long left(long began, long nanos) {
    return nanos - (time.nanos() - began);
  }

  /**
   * Waits until the newest secret of every live node is the one with this fingerprint.
   *
   * @throws TerseException STORE_UNAVAILABLE if that is not so in good time
   */
  public void awaitKeys(long fingerprint) {
    await(Confirmation.ofKeys(fingerprint));
  }

  private void await(Confirmation confirmation) {
    await(confirmation, settings.patience());
  }

  private void await(Confirmation confirmation, Duration patience) {
    confirmations.add(confirmation);
    var _ = rounds.next();
    confirmation.await(patience);
  }

  private Duration pause() {
    confirmations.removeIf(Confirmation::isOver);
    return confirmations.isEmpty() ? settings.interval() : settings.urgentInterval();
  }

  /**
   * One round: what is known afterwards was so when it began. If others cannot be told, what was
   * read is good all the same, only no lease comes of it.
   */
  void round() {
    long began = time.nanos();
    boolean member = join();
    try {
      reader.catchUp();
    } catch (RuntimeException | Error e) {
      failures.increment();
      cutOff = isOutage(e) && began - leaseFrom >= settings.lease().toNanos();
      throw e;
    }
    readFrom = began;
    cutOff = false;
    if (member) {
      meetOthers(began);
    }
  }

  private boolean join() {
    try {
      if (membership != null) {
        membership.join();
      }
      return true;
    } catch (TerseException e) {
      failures.increment();
      return false;
    }
  }

  private void meetOthers(long began) {
    try {
      tellOthers(began);
      lookAround();
    } catch (TerseException e) {
      failures.increment();
    }
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof TerseException e && e.fault() == Fault.STORE_UNAVAILABLE;
  }

  private void tellOthers(long began) {
    boolean due = began - leaseFrom >= settings.beatInterval().toNanos();
    if (membership != null && (due || reader.position() != toldPosition)) {
      if (membership.beat(reader.position(), listener.keys())) {
        leaseFrom = began;
        toldPosition = reader.position();
      }
    }
  }

  private void lookAround() {
    if (membership == null && confirmations.isEmpty()) {
      return;
    }
    List<Node> live = new ArrayList<>(membership == null ? List.of() : membership.others(time));
    otherNodes = live.size();
    live.add(new Node("", "this one", 0, reader.position(), listener.keys()));
    confirmations.forEach(confirmation -> confirmation.look(live));
  }

  /** Whether somebody waits for other nodes. */
  boolean isAwaited() {
    return !confirmations.isEmpty();
  }

  /** Whether this node shares its store with others. */
  public boolean isShared() {
    return membership != null;
  }

  /** Up to which position the feed is known here. */
  public long position() {
    return reader.position();
  }

  /** How many entries were taken in. */
  public long entries() {
    return reader.told();
  }

  /** How many rounds failed. */
  public long failures() {
    return failures.sum();
  }

  /** How many other nodes are live, as of the last round. */
  public int otherNodes() {
    return otherNodes;
  }

  /** How old what is known here is, in seconds. */
  public double ageSeconds() {
    return (time.nanos() - readFrom) / 1e9;
  }

  /**
   * Ends the rounds, and tells the others that this node is gone; it must answer nothing by then.
   */
  @Override
  public void close() {
    rounds.close();
    if (membership != null) {
      membership.leave();
    }
  }
}
