package terse.zookeeper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;

/**
 * Counter ranges in ZooKeeper: a node a counter, which says what range was granted last. A lease is
 * one write that names the version it read, with no lock beside it. A range that may have been
 * granted to a call that never heard so is granted to nobody else.
 */
final class ZooKeeperRangeStore implements RangeStore {
  private final Registers registers;

  ZooKeeperRangeStore(Registers registers) {
    this.registers = registers;
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a range of " + size);
    }
    return registers
        .change(path(domain, epoch), body -> Optional.of(granted(State.read(body), size)))
        .orElseThrow();
  }

  private static Registers.Next<Range> granted(State present, long size) {
    if (present.sealed) {
      throw new TerseException(Fault.CONFLICT, "The counter is sealed; nothing was granted.");
    }
    Range range = new Range(present.to, Math.addExact(present.to, size));
    return new Registers.Next<>(new State(range.from(), range.to(), false).body(), range);
  }

  @Override
  public long mark(int domain, int epoch) {
    return State.read(registers.read(path(domain, epoch))).to;
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    registers.change(
        path(domain, epoch),
        body -> {
          State present = State.read(body);
          return present.to >= mark
              ? Optional.empty()
              : Optional.of(new Registers.Next<>(present.raised(mark).body(), mark));
        });
  }

  @Override
  public long seal(int domain, int epoch) {
    return registers
        .change(
            path(domain, epoch),
            body -> {
              State ended = State.read(body).ended();
              return Optional.of(new Registers.Next<>(ended.body(), ended.to));
            })
        .orElseThrow();
  }

  private static String path(int domain, int epoch) {
    return "/ranges/" + domain + "/" + epoch;
  }

  /**
   * A counter as its node says it: the range granted last, and whether it was the last for ever.
   */
  private record State(long from, long to, boolean sealed) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})( sealed)?");
    private static final State NEW = new State(0, 0, false);

    static State read(String body) {
      if (body.isEmpty()) {
        return NEW;
      }
      Matcher m = FORM.matcher(body);
      if (!m.matches()) {
        throw new TerseException(Fault.INTERNAL, "A counter in ZooKeeper is damaged: " + body);
      }
      return new State(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), m.group(3) != null);
    }

    State raised(long mark) {
      return new State(mark, mark, sealed);
    }

    State ended() {
      return new State(from, to, true);
    }

    String body() {
      return from + " " + to + (sealed ? " sealed" : "");
    }
  }
}
