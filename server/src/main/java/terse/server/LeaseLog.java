package terse.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.id.RangeStore;
import terse.link.LinkKey;
import terse.link.LinkStore;

/**
 * Ranges as leased, each noted in a file, so that the next start can tell how many numbers this run
 * left unused when it ended, however it ended. A note that is lost makes that count too low and
 * nothing worse.
 */
final class LeaseLog implements RangeStore {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseLog.class);

  /** A node holds a range that it uses and one in reserve. */
  private static final int HELD = 2;

  /** So many leases are looked at, the latest ones. */
  private static final int LATEST = 1_000;

  /** So many numbers in a row without a link are taken for the end of what was used. */
  private static final int GAP = 16;

  private final Path file;
  private final RangeStore store;
  private final Collection<Lease> before;

  /** A range and the counter it is of. */
  private record Lease(int domain, int epoch, Range range) {
    /** Empty for a line that was cut off or damaged. */
    static Optional<Lease> read(String line) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 5) {
        return Optional.empty();
      }
      try {
        Range range =
            new Range(
                Long.parseLong(parts[2]), Long.parseLong(parts[3]), Integer.parseInt(parts[4]));
        return Optional.of(
            new Lease(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), range));
      } catch (IllegalArgumentException damaged) {
        return Optional.empty();
      }
    }

    String line() {
      return domain + " " + epoch + " " + range.from() + " " + range.to() + " " + range.step();
    }
  }

  private LeaseLog(Path file, RangeStore store, Collection<Lease> before) {
    this.file = file;
    this.store = store;
    this.before = before;
  }

  /**
   * Reads what the run before noted, and begins anew.
   *
   * @throws StartFailure if the file cannot be written
   */
  static LeaseLog open(Path file, RangeStore store) {
    try {
      List<String> lines =
          Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
      Files.writeString(file, "");
      return new LeaseLog(
          file, store, held(lines.subList(Math.max(0, lines.size() - LATEST), lines.size())));
    } catch (IOException e) {
      throw StartFailure.because("The file " + file + " cannot be used: " + e + ".", e);
    }
  }

  private static Collection<Lease> held(List<String> lines) {
    Map<String, Deque<Lease>> held = new HashMap<>();
    for (Lease lease : lines.stream().flatMap(line -> Lease.read(line).stream()).toList()) {
      Deque<Lease> last =
          held.computeIfAbsent(lease.domain + " " + lease.epoch, _ -> new ArrayDeque<>());
      last.add(lease);
      if (last.size() > HELD) {
        last.remove();
      }
    }
    return held.values().stream().flatMap(Deque::stream).toList();
  }

  /**
   * How many numbers of the ranges that the run before held lead to no link, and never will. Asks
   * the store some hundred times for each counter that the run used.
   */
  long leftover(LinkStore links) {
    return before.stream().mapToLong(lease -> unused(lease, links)).sum();
  }

  /** Numbers are used from the front, so the end of the used ones is searched for by halving. */
  private static long unused(Lease lease, LinkStore links) {
    long used = 0;
    long unused = lease.range.size();
    while (used < unused) {
      long middle = (used + unused) / 2;
      long next = nextUsed(lease, links, middle);
      if (next < 0) {
        unused = middle;
      } else {
        used = next + 1;
      }
    }
    return lease.range.size() - used;
  }

  private static long nextUsed(Lease lease, LinkStore links, long from) {
    long to = Math.min(lease.range.size(), from + GAP);
    for (long i = from; i < to; i++) {
      long number = lease.range.from() + i * lease.range.step();
      if (links.find(new LinkKey(lease.domain, lease.epoch, number)).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    Range range = store.lease(domain, epoch, size);
    note(new Lease(domain, epoch, range));
    return range;
  }

  private synchronized void note(Lease lease) {
    try {
      Files.writeString(
          file, lease.line() + "\n", StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("A lease of numbers was not noted in {}: {}", file, e.toString());
    }
  }

  @Override
  public long mark(int domain, int epoch) {
    return store.mark(domain, epoch);
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    store.raise(domain, epoch, mark);
  }

  @Override
  public long seal(int domain, int epoch) {
    return store.seal(domain, epoch);
  }
}
