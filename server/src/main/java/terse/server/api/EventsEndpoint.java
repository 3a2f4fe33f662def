package terse.server.api;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import terse.click.Click;
import terse.click.LinkRef;
import terse.link.LinkKey;
import terse.link.ReadLink;

/** Server-sent events of live clicks, one each, for programs. */
final class EventsEndpoint {
  private final ReadLink read;
  private final LinkNames names;
  private final ClickStreams streams;

  EventsEndpoint(ReadLink read, LinkNames names, ClickStreams streams) {
    this.read = read;
    this.names = names;
    this.streams = streams;
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
      exchange.answer(new Answer(200, Map.of(), "text/event-stream", Buffer.buffer()));
    } else {
      streams.stream(exchange, wanted, this::events);
    }
  }

  private String events(List<Click> clicks, long missed) {
    String events = clicks.stream().map(this::event).collect(Collectors.joining());
    return missed == 0 ? events : events + "event: missed\ndata: {\"clicks\":" + missed + "}\n\n";
  }

  private String event(Click click) {
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
    return "event: click\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n";
  }
}
