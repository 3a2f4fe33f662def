package terse.server.redirect;

import static io.netty.handler.codec.http.HttpHeaderNames.REFERER;
import static io.netty.handler.codec.http.HttpHeaderNames.USER_AGENT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.click.BotMarkers;
import terse.click.Tier;

/**
 * Makes the answers of one connection, and counts them; clicks go to the journal before anything.
 */
final class LinkAnswers {
  private static final byte[] CLOSE = "Connection: close\r\n".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "Connection: keep-alive\r\n".getBytes(US_ASCII);

  private final Site site;
  private final Loop loop;
  private final Channel channel;
  private final byte @Nullable [] peer;
  private final boolean peerIsProxy;

  LinkAnswers(Site site, Loop loop, Channel channel) {
    this.site = site;
    this.loop = loop;
    this.channel = channel;
    this.peer = addressOf(channel);
    this.peerIsProxy = peer != null && site.settings().proxies().trusts(peer);
  }

  private static byte @Nullable [] addressOf(Channel channel) {
    InetAddress address =
        channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
    return address == null ? null : TrustedProxies.unmapped(address.getAddress());
  }

  /** The answer for a fault. */
  ByteBuf fault(LinkRequest request, FaultAnswer fault) {
    return fixed(request, fault.forOne(request.acceptsHtml()));
  }

  /** An answer made beforehand. */
  ByteBuf fixed(LinkRequest request, Answer answer) {
    loop.meters.answered(answer.status);
    int room = answer.head.length + answer.body.length + 96;
    ByteBuf out = channel.alloc().ioBuffer(room).writeBytes(answer.head);
    endHead(out, request, site.clock().millis());
    return request.isHead ? out : out.writeBytes(answer.body);
  }

  /** The answer that follows from a decision at this instant. */
  ByteBuf decided(LinkRequest request, Target.Code code, Decision decision, Tier tier) {
    if (decision == Decision.MISSING) {
      return fault(request, FaultAnswer.NOT_FOUND);
    }
    long now = site.clock().millis();
    if (!decision.isLiveAt(now)) {
      return fault(request, FaultAnswer.GONE);
    }
    return code.preview()
        ? fixed(request, Pages.preview(decision, code.path()))
        : redirect(request, code, decision, tier, now);
  }

  /**
   * The answer for a limited link at this instant, null if a visit has to be waited for. Who does
   * not visit gets a page, and never the target; it says nothing of how many visits are left.
   */
  @Nullable ByteBuf limited(LinkRequest request, Target.Code code, Decision decision, Tier tier) {
    long now = site.clock().millis();
    if (!decision.isLiveAt(now)) {
      return fault(request, FaultAnswer.GONE);
    }
    if (code.preview() || !isVisit(request)) {
      loop.meters.count(RedirectCount.LIMIT_SPARED);
      return request.isPrefetch()
          ? fault(request, FaultAnswer.NOT_AHEAD)
          : fixed(request, Pages.limited(code.path()));
    }
    return site.visits().count(decision.link(), decision.version)
        ? redirect(request, code, decision, tier, now)
        : null;
  }

  /** Whether somebody seems to follow the link, as far as that can be told. */
  private static boolean isVisit(LinkRequest request) {
    return !request.isHead
        && !request.isPrefetch()
        && !BotMarkers.fetchUnasked(request.headers.get(USER_AGENT));
  }

  private ByteBuf redirect(
      LinkRequest request, Target.Code code, Decision decision, Tier tier, long now) {
    record(request, code, decision, tier, now);
    RedirectBytes head = RedirectBytes.of(decision.status());
    ByteBuf out = channel.alloc().ioBuffer(head.length(decision.target.length) + 96);
    head.write(out, decision, now);
    endHead(out, request, now);
    loop.meters.answered(decision.status());
    loop.meters.redirected(System.nanoTime() - request.startedNanos);
    return out;
  }

  private void record(
      LinkRequest request, Target.Code code, Decision decision, Tier tier, long now) {
    if (request.isHead) {
      loop.meters.count(RedirectCount.HEADS);
    } else {
      boolean prefetch = request.isPrefetch();
      loop.meters.count(prefetch ? RedirectCount.PREFETCHES : RedirectCount.CLICKS);
      loop.clicks.append(
          now,
          decision.domain,
          decision.epoch,
          decision.number,
          decision.owner,
          visitor(request),
          request.mayRecognise(),
          prefetch,
          request.headers.get(USER_AGENT),
          request.headers.get(REFERER),
          code.query(),
          tier,
          (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - request.startedNanos) / 1_000));
    }
  }

  /** The answer for a code that leads nowhere, with what it may have been meant as. */
  ByteBuf unknown(LinkRequest request, List<String> offered) {
    return offered.isEmpty()
        ? fault(request, FaultAnswer.NOT_FOUND)
        : fixed(request, OfferAnswer.of(offered, request.acceptsHtml()));
  }

  /** The address that a request came from, null if it is not known. */
  byte @Nullable [] visitor(LinkRequest request) {
    return peerIsProxy && peer != null
        ? site.settings().proxies().visitor(peer, request.headers::getAll)
        : peer;
  }

  private void endHead(ByteBuf out, LinkRequest request, long now) {
    if (!keepsAlive(request)) {
      out.writeBytes(CLOSE);
    } else if (request.isHttp10) {
      out.writeBytes(KEEP_ALIVE);
    }
    out.writeBytes(loop.date.at(now));
  }

  /** Whether the connection stays open after the answer to this request. */
  boolean keepsAlive(LinkRequest request) {
    return request.keepAlive && !loop.isDraining();
  }
}
