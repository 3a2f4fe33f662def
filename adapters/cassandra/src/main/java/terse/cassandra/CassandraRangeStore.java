package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;

/**
 * Counter ranges in Cassandra. A lightweight transaction sets a counter forward from where it was
 * seen; the lease that did so is written beside it, so a call whose answer was lost knows its own
 * when it looks. What cannot be known is given to nobody.
 */
final class CassandraRangeStore implements RangeStore {
  private static final int ATTEMPTS = 200;
  private static final String READ =
      "SELECT next, sealed, lease FROM number_range WHERE domain = ? AND epoch = ?";
  private static final String BEGIN =
      "INSERT INTO number_range (domain, epoch, next, sealed, lease) VALUES (?, ?, ?, ?, ?)"
          + " IF NOT EXISTS";
  private static final String MOVE =
      "UPDATE number_range SET next = ?, sealed = ?, lease = ? WHERE domain = ? AND epoch = ?"
          + " IF next = ? AND sealed = ?";

  private final Cql cql;
  private final Stripes counters = new Stripes();

  CassandraRangeStore(Cql cql) {
    this.cql = cql;
  }

  /** A counter as it stands; {@code isThere} tells zero from nothing. */
  private record State(long next, boolean sealed, boolean isThere, @Nullable UUID lease) {
    static final State NONE = new State(0, false, false, null);

    static State read(Row row) {
      return new State(row.getLong("next"), row.getBoolean("sealed"), true, row.getUuid("lease"));
    }
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a range of " + size);
    }
    return alone(
        domain,
        epoch,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State now = settled(domain, epoch);
            if (now.sealed) {
              throw new TerseException(
                  Fault.CONFLICT, "The counter is sealed; nothing was granted.");
            }
            long to = Math.addExact(now.next, size);
            if (moved(domain, epoch, now, to, false)) {
              return new Range(now.next, to);
            }
          }
          throw busy();
        });
  }

  @Override
  public long mark(int domain, int epoch) {
    return settled(domain, epoch).next;
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    alone(
        domain,
        epoch,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State now = settled(domain, epoch);
            if (now.next >= mark || moved(domain, epoch, now, mark, now.sealed)) {
              return mark;
            }
          }
          throw busy();
        });
  }

  @Override
  public long seal(int domain, int epoch) {
    return alone(
        domain,
        epoch,
        () -> {
          for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State now = settled(domain, epoch);
            if (now.sealed || moved(domain, epoch, now, now.next, true)) {
              return now.next;
            }
          }
          throw busy();
        });
  }

  private <T> T alone(int domain, int epoch, Supplier<T> work) {
    return counters.alone(List.of(domain, epoch), work);
  }

  private State settled(int domain, int epoch) {
    return cql.settled(READ, domain, epoch).stream()
        .findFirst()
        .map(State::read)
        .orElse(State.NONE);
  }

  private boolean moved(int domain, int epoch, State from, long next, boolean sealed) {
    UUID lease = UUID.randomUUID();
    try {
      return from.isThere
          ? cql.decide(MOVE, next, sealed, lease, domain, epoch, from.next, from.sealed).applied()
          : cql.decide(BEGIN, domain, epoch, next, sealed, lease).applied();
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      return wasMoved(domain, epoch, lease, e);
    }
  }

  /** Looks once whose move it was; one that is not seen may still come, and is nobody's then. */
  private boolean wasMoved(int domain, int epoch, UUID lease, TerseException unknown) {
    try {
      return Optional.ofNullable(settled(domain, epoch).lease).filter(lease::equals).isPresent();
    } catch (TerseException unreadable) {
      unknown.addSuppressed(unreadable);
      throw unknown;
    }
  }

  private static TerseException busy() {
    return new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was granted.");
  }
}
