package terse.server.redirect;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;

/** A listener on a loopback port with everything it needs in memory. */
final class RunningListener implements AutoCloseable {
  /** What the code reader takes for never issued. */
  static final String NEVER_ISSUED = "NeverIs";

  final LinkTable links = new LinkTable();
  final ClickLog clicks = new ClickLog();
  final SteeredClock clock = new SteeredClock();
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
    listener =
        LinkListener.start(
            adapt.apply(ListenerSettings.standard("127.0.0.1", 0)),
            cache,
            RunningListener::canonical,
            (domain, text, visitor) -> advisor.ask(domain, text, visitor),
            () -> Map.of("localhost", 1, "go.example", 2),
            Freshness.ALWAYS,
            loop -> clicks,
            clock);
  }

  private static @Nullable String canonical(int domain, String text) {
    if (text.equals(NEVER_ISSUED)) {
      return null;
    }
    return text.length() == 7 ? text : Alias.fold(text);
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
    loads.shutdownNow();
  }
}
