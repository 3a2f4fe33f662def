package terse.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.domain.ManageDomains;
import terse.fault.TerseException;

/** Takes in what other nodes change of domains, well within a second. */
final class DomainWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DomainWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(400);

  private final ScheduledExecutorService watch;
  private boolean failing;

  private DomainWatch(ScheduledExecutorService watch) {
    this.watch = watch;
  }

  /** Begins to watch, on a thread of its own. */
  static DomainWatch start(ManageDomains domains) {
    DomainWatch watch =
        new DomainWatch(
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("domains").factory()));
    long millis = INTERVAL.toMillis();
    var _ =
        watch.watch.scheduleWithFixedDelay(
            () -> watch.look(domains), millis, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** What fails is told once until it works again, for it will be tried again. */
  private void look(ManageDomains domains) {
    try {
      domains.refresh();
      failing = false;
    } catch (TerseException e) {
      if (!failing) {
        LOG.warn("Changes of domains cannot be read: {}", e.detail());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
