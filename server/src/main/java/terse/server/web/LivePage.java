package terse.server.web;

import terse.click.LinkRef;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.LinkKey;
import terse.server.api.Exchange;
import terse.server.api.Parts;

/** How many clicks a link gets while somebody looks at its page, as server-sent events. */
final class LivePage {
  private final Parts parts;
  private final Gate gate;

  LivePage(Parts parts, Gate gate) {
    this.parts = parts;
    this.gate = gate;
  }

  /**
   * Streams the number of clicks by people, each time there are more. Blocks until nobody listens.
   *
   * @throws TerseException {@code UNAUTHORIZED} unless somebody is signed in; what reading the link
   *     throws
   */
  void stream(Visit visit, Exchange exchange) throws InterruptedException {
    LinkKey key =
        gate.person(visit)
            .map(person -> parts.read().read(Gate.caller(person), visit.id()).key())
            .orElseThrow(() -> new TerseException(Fault.UNAUTHORIZED, "Sign in to watch clicks."));
    var link = new LinkRef(key.domain(), key.epoch(), key.number());
    parts.streams().stream(
        exchange,
        click -> !click.bot() && click.link().equals(link),
        (clicks, missed) ->
            clicks.isEmpty() && missed == 0 ? "" : "data: " + (clicks.size() + missed) + "\n\n");
  }
}
