package terse.server.api;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import terse.click.Click;
import terse.click.LinkRef;
import terse.link.LinkKey;
import terse.link.ReadLink;
import terse.server.journal.LiveClicks;

/**
 * Server-sent events of live clicks. A listener that does not keep up misses clicks; nobody waits
 * for it.
 */
final class EventsEndpoint implements AutoCloseable {
  private static final int MOST_WAITING = 1_000;
  private static final long MOST_BYTES = 256 << 10;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String TYPE = "text/event-stream";

  private final ReadLink read;
  private final LinkNames names;
  private final LiveClicks live;
  private final Set<Thread> listeners = ConcurrentHashMap.newKeySet();

  EventsEndpoint(ReadLink read, LinkNames names, LiveClicks live) {
    this.read = read;
    this.names = names;
    this.live = live;
  }

  void ofLink(Call call, Input input, Exchange exchange) throws InterruptedException {
    LinkKey key = read.read(call.who(), call.pathValue("id")).key();
    LinkRef link = new LinkRef(key.domain(), key.epoch(), key.number());
    stream(exchange, click -> click.link().equals(link));
  }

  void ofAll(Call call, Input input, Exchange exchange) throws InterruptedException {
    int account = call.caller().account();
    boolean admin = call.isAdmin();
    stream(exchange, click -> admin || click.owner() == account);
  }

  private void stream(Exchange exchange, Predicate<Click> wanted) throws InterruptedException {
    if (exchange.isHead()) {
      exchange.answer(new Answer(200, Map.of(), TYPE, Buffer.buffer()));
      return;
    }
    Output output = exchange.begin(200, TYPE, MOST_BYTES);
    Semaphore signal = new Semaphore(0);
    listeners.add(Thread.currentThread());
    try (LiveClicks.Subscription clicks =
        live.subscribe(wanted, MOST_WAITING, () -> wake(signal))) {
      send(clicks, signal, output);
    } finally {
      listeners.remove(Thread.currentThread());
      output.end(new byte[0]);
    }
  }

  private static void wake(Semaphore signal) {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  private void send(LiveClicks.Subscription clicks, Semaphore signal, Output output)
      throws InterruptedException {
    boolean reads = output.write(bytes(": clicks follow\n\n"), HEARTBEAT);
    while (reads) {
      boolean woken = signal.tryAcquire(HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
      reads = woken || output.write(bytes(": still here\n\n"), HEARTBEAT);
      for (Click click = clicks.poll(); click != null && reads; click = clicks.poll()) {
        reads = output.write(event(click), HEARTBEAT);
      }
    }
  }

  private byte[] event(Click click) {
    byte[] json =
        Json.write(
            out -> {
              out.writeStartObject();
              out.writeStringField("id", names.idOf(click.link()));
              out.writeStringField("at", Instant.ofEpochMilli(click.at()).toString());
              out.writeBooleanField("bot", click.bot());
              out.writeStringField("country", click.place().country());
              out.writeStringField("city", click.place().city());
              out.writeStringField("referrer", click.referrer().host());
              out.writeStringField("device", click.agent().device());
              out.writeStringField("browser", click.agent().browser());
              out.writeStringField("os", click.agent().os());
              out.writeEndObject();
            });
    return bytes("event: click\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends every stream. */
  @Override
  public void close() {
    listeners.forEach(Thread::interrupt);
  }
}
