package terse.server.redirect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryTallies;
import terse.memory.MemoryVisitStore;
import terse.visit.VisitSettings;
import terse.visit.Visits;

/** A listener on a loopback port with everything it needs in memory. */
final class RunningListener implements AutoCloseable {
  /** What the code reader takes for never issued. */
  static final String NEVER_ISSUED = "NeverIs";

  final LinkTable links = new LinkTable();
  final ClickLog clicks = new ClickLog();
  final SteeredClock clock = new SteeredClock();

  /** Holds the limits of links that are limited. */
  final MemoryLinkStore limits = new MemoryLinkStore();

  final SteeredVisitStore visitStore = new SteeredVisitStore(new MemoryVisitStore(limits));
  private final Visits visits;
  volatile Advisor advisor = Advisor.NONE;
  final DecisionCache cache;
  final LinkListener listener;
  private final ExecutorService loads =
      new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_024));

  RunningListener() {
    this(settings -> settings, null);
  }

  RunningListener(UnaryOperator<ListenerSettings> adapt, @Nullable Executor executor) {
    cache =
        new DecisionCache(
            16 << 20, links, executor == null ? loads : executor, Lifetimes.STANDARD, clock);
    visits =
        new Visits(
                visitStore,
                new MemoryTallies("here"),
                loads,
                VisitSettings.STANDARD,
                clock,
                System::nanoTime)
            .start();
    listener =
        LinkListener.start(
            adapt.apply(ListenerSettings.standard("127.0.0.1", 0)),
            cache,
            RunningListener::canonical,
            (domain, text, visitor) -> advisor.ask(domain, text, visitor),
            () -> Map.of("localhost", 1, "go.example", 2),
            Freshness.ALWAYS,
            visits,
            loop -> clicks,
            clock);
  }

  private static @Nullable String canonical(int domain, String text) {
    if (text.equals(NEVER_ISSUED)) {
      return null;
    }
    return text.length() == 7 ? text : Alias.fold(text);
  }

  /** A link with a limit of visits. */
  Link limited(String code, int maxVisits) {
    NewLink made =
        new NewLink(
            new LinkKey(1, 1, 1_000 + limits.count()),
            null,
            null,
            "https://secret.example/",
            7,
            null,
            List.of(),
            301,
            LinkTable.CREATED,
            null,
            maxVisits,
            null,
            false);
    limits.insert(made);
    return links.put(code, made.toLink());
  }

  RawClient client() {
    return new RawClient(listener.port());
  }

  RedirectMetrics metrics() {
    return listener.metrics();
  }

  @Override
  public void close() {
    listener.close();
    visits.close();
    loads.shutdownNow();
  }
}
