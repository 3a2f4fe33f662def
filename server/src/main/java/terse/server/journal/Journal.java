package terse.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.Position;

/**
 * The journal of clicks: what makes a click survive the process that answered it. Each event loop
 * writes a partition of its own; the {@link ClickPump} reads them all.
 *
 * <p>Every opening is a new epoch, so a position never means two things, even if power loss cut
 * back files whose content was counted already.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final JournalSettings settings;
  private final Salts salts;
  private final Incarnation incarnation;
  private final AddressSeal.Key key;
  private final Damage damage = new Damage();
  private final DeadLetters deadLetters;
  private final Leftovers leftovers;
  private final Spool spool;
  private final List<Partition> partitions;
  private final List<JournalWriter> writers;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("terse-journal-sync").factory());

  private Journal(
      Path folder,
      JournalSettings settings,
      Salts salts,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    this.settings = settings;
    this.salts = salts;
    this.key = AddressSeal.Key.draw(random);
    this.deadLetters = new DeadLetters(folder);
    DurableFile.createFolder(folder);
    this.leftovers = Leftovers.scan(folder, damage);
    this.incarnation = Incarnation.next(folder, leftovers.newestEpoch(), clock, random);
    this.spool = new Spool(folder, settings, incarnation.epoch());
    this.partitions =
        IntStream.range(0, settings.partitions())
            .mapToObj(number -> new Partition(incarnation, number, spool))
            .toList();
    this.writers =
        partitions.stream()
            .map(partition -> new JournalWriter(partition, salts, new AddressSeal(key), settings))
            .toList();
  }

  /**
   * Opens the journal in a folder, creating it if need be. Clicks of earlier starts are kept until
   * they are taken in. A full disk is no error: appends return false until there is room.
   *
   * @param folder the journal's own; held by one process at a time
   * @param random where the node's name and the address key come from: a {@link
   *     java.security.SecureRandom}
   * @throws IOException if the folder or the node's file cannot be written
   */
  public static Journal open(
      Path folder,
      JournalSettings settings,
      Salts salts,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    Journal journal = new Journal(folder, settings, salts, clock, random);
    journal.start();
    return journal;
  }

  /** The writer of a partition, numbered from 0; for one thread. */
  public JournalWriter writer(int partition) {
    return writers.get(partition);
  }

  /** The node as positions name it. */
  public String node() {
    return Incarnation.name(incarnation.node());
  }

  /** This start as positions name it. */
  public long epoch() {
    return incarnation.epoch();
  }

  /** The journal in numbers. */
  public JournalFigures figures() {
    return new JournalFigures(
        sum(Partition::appended),
        sum(Partition::lost),
        damage.tornTails(),
        damage.tornBytes(),
        damage.damagedSegments(),
        damage.damagedBytes(),
        spool.bytes(),
        settings.maxSize(),
        spool.segments(),
        spool.spares(),
        spool.failures(),
        sum(Partition::syncFailures));
  }

  /**
   * Brings everything to disk and releases the files. Writers lose what they append from now on.
   */
  @Override
  public void close() {
    ticker.close();
    partitions.forEach(Partition::tryForce);
    spool.close();
  }

  /** A reader for each partition of this start and of every earlier one; to be asked for once. */
  List<JournalReader> readers(List<Position> confirmed) {
    List<JournalReader> readers = new ArrayList<>();
    for (Queue<Stretch> stream : leftovers.streams()) {
      long skipTo = skipTo(stream.element(), confirmed);
      readers.add(new JournalReader(stream, true, skipTo, new ClickDecoder(null), damage));
    }
    for (Partition partition : partitions) {
      ClickDecoder decoder = new ClickDecoder(new AddressSeal(key));
      readers.add(new JournalReader(partition.unread(), false, 0, decoder, damage));
    }
    return readers;
  }

  /** How many writers there are. */
  int partitions() {
    return partitions.size();
  }

  /** Where clicks go that enrichment fails at. */
  DeadLetters deadLetters() {
    return deadLetters;
  }

  /** Takes back segments whose clicks are committed. */
  void recycle(List<Segment> segments) {
    segments.forEach(spool::recycle);
  }

  /** The offset after the last click of a partition. */
  long end(int partition) {
    return partitions.get(partition).end();
  }

  private void start() {
    leftovers.streams().stream().flatMap(Queue::stream).map(Stretch::segment).forEach(spool::adopt);
    leftovers.spares().forEach(spool::adopt);
    leftovers.spares().forEach(spool::recycle);
    spool.start();
    long interval = settings.syncInterval().toMillis();
    if (interval > 0) {
      every(interval, () -> partitions.forEach(Partition::tryForce));
    }
    every(TICK.toMillis(), salts::rotate);
  }

  private void every(long millis, Runnable task) {
    var _ = ticker.scheduleWithFixedDelay(() -> tryTo(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A task that throws would never be called again. */
  private static void tryTo(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A periodic task of the journal failed, trying again", e);
    }
  }

  private static long skipTo(Stretch first, List<Position> confirmed) {
    Position start = first.position(0);
    return confirmed.stream()
        .filter(
            position ->
                position.node().equals(start.node())
                    && position.epoch() == start.epoch()
                    && position.partition() == start.partition())
        .mapToLong(Position::offset)
        .max()
        .orElse(0);
  }

  private long sum(ToLongFunction<Partition> figure) {
    return partitions.stream().mapToLong(figure).sum();
  }
}
