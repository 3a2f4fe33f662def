package terse.server;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import terse.click.ClickStore;
import terse.click.ClickStoreException;
import terse.click.LinkRef;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;
import terse.report.ReportException;
import terse.report.Stats;
import terse.report.StatsQuery;
import terse.server.api.Reports;
import terse.server.journal.ClickFolder;
import terse.server.journal.ClickPump;
import terse.server.journal.Journal;
import terse.server.redirect.ClickRecorder;

/**
 * What happens to clicks: the journal they are written to, the pump that takes them in, the store
 * they are reported from and what folds it.
 */
record Clicks(Journal journal, ClickPump pump, ClickFolder folder, ClickStore store)
    implements Reports {

  /** Reports of a server that keeps no clicks. */
  static final Reports NONE =
      new Reports() {
        @Override
        public Stats query(StatsQuery query) {
          throw none();
        }

        @Override
        public Map<LinkRef, List<Long>> daily(Collection<LinkRef> links, int days, Instant now) {
          throw none();
        }

        @Override
        public @Nullable Instant freshUntil() {
          return null;
        }
      };

  private static TerseException none() {
    return new TerseException(Fault.STORE_UNAVAILABLE, "This server keeps no clicks.");
  }

  /**
   * Opens the store and begins to take in what is in the journal. To be called once.
   *
   * @throws ClickStoreException with one sentence if the store cannot be opened
   */
  void begin() {
    store.ensureOpen();
    pump.start();
    folder.start();
  }

  /** The recorder of an event loop; without clicks, one that keeps nothing. */
  static ClickRecorder recorder(Optional<Clicks> clicks, int loop) {
    return clicks
        .<ClickRecorder>map(kept -> kept.journal().writer(loop)::append)
        .orElse(
            (at,
                domain,
                epoch,
                number,
                owner,
                address,
                may,
                prefetch,
                agent,
                referrer,
                query,
                tier,
                micros) -> true);
  }

  @Override
  public Stats query(StatsQuery query) {
    return answered(() -> store.query(query));
  }

  @Override
  public Map<LinkRef, List<Long>> daily(Collection<LinkRef> links, int days, Instant now) {
    return answered(() -> store.daily(links, days, now));
  }

  private static <T> T answered(Supplier<T> report) {
    try {
      return report.get();
    } catch (ReportException e) {
      throw refusal(e);
    } catch (ClickStoreException e) {
      throw new TerseException(Fault.STORE_UNAVAILABLE, "The store of clicks cannot answer.", e);
    }
  }

  private static TerseException refusal(ReportException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case BUSY -> new TerseException(Fault.OVERLOADED, detail);
      case NOT_KEPT ->
          new TerseException(
              Fault.INVALID_REQUEST,
              detail,
              List.of(new Violation("from", "is before the single clicks kept")));
      case TOO_MANY_BUCKETS ->
          new TerseException(
              Fault.INVALID_REQUEST,
              detail,
              List.of(new Violation("bucket", "is too narrow for this range")));
    };
  }

  @Override
  public @Nullable Instant freshUntil() {
    Instant freshUntil = pump.freshUntil();
    return freshUntil.equals(Instant.EPOCH) ? null : freshUntil;
  }
}
