package terse.server.redirect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.Tier;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.Standing;
import terse.link.SuggestLinks.Suggestion;
import terse.visit.Verdict;

/**
 * One connection: takes requests in order and sends answers in order. Requests that come while one
 * waits for its link, or while the visitor does not read, wait too, and nothing more is read
 * meanwhile; so what is held is bounded by one read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be written closes the channel
final class LinkConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MOST_BODY_BYTES = 65_536;

  private final Site site;
  private final Loop loop;
  private final Channel channel;
  private final LinkAnswers answers;
  private final Deque<HttpRequest> waiting = new ArrayDeque<>(0);
  private boolean loading;
  private boolean closing;
  private boolean sawRequest;
  private long lastRequestNanos = System.nanoTime();
  private long partialSinceNanos;
  private int bodyBytes;

  LinkConnection(Site site, Loop loop, Channel channel) {
    this.site = site;
    this.loop = loop;
    this.channel = channel;
    this.answers = new LinkAnswers(site, loop, channel);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing = true;
    waiting.clear();
    loop.closed(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof DefaultHttpRequest request) {
      sawRequest = true;
      partialSinceNanos = 0;
      take(request);
    } else if (message instanceof DefaultHttpContent content) {
      discard(content);
    }
  }

  private void take(HttpRequest request) {
    if (closing) {
      return;
    }
    if (isStalled()) {
      waiting.add(request);
      updateReading();
    } else {
      serve(request);
    }
  }

  private boolean isStalled() {
    return loading || !channel.isWritable();
  }

  /** Bodies mean nothing here: small ones are skipped, the connection of a big one is closed. */
  private void discard(HttpContent content) {
    bodyBytes += content.content().readableBytes();
    boolean broken = content.decoderResult().isFailure() || bodyBytes > MOST_BODY_BYTES;
    if (content instanceof LastHttpContent) {
      bodyBytes = 0;
      partialSinceNanos = 0;
    }
    ReferenceCountUtil.release(content);
    if (broken && !closing) {
      end(Unpooled.EMPTY_BUFFER);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!sawRequest && partialSinceNanos == 0) {
      partialSinceNanos = System.nanoTime();
    }
    sawRequest = false;
    ctx.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.executor().execute(this::resume);
  }

  private void resume() {
    while (!closing && !isStalled() && !waiting.isEmpty()) {
      serve(waiting.remove());
    }
    channel.flush();
    updateReading();
  }

  private void updateReading() {
    boolean read = closing || (waiting.isEmpty() && !isStalled());
    if (channel.config().isAutoRead() != read) {
      channel.config().setAutoRead(read);
    }
  }

  private void serve(HttpRequest http) {
    lastRequestNanos = System.nanoTime();
    LinkRequest request = new LinkRequest(http, lastRequestNanos);
    FaultAnswer refusal = request.refusal;
    int domain = refusal == null ? site.hosts().domain(request.host) : Hosts.INVALID;
    if (domain == Hosts.INVALID) {
      send(request, answers.fault(request, refusal == null ? FaultAnswer.BAD_REQUEST : refusal));
      return;
    }
    switch (request.target) {
      case Target.Code code -> follow(request, code, domain);
      case Target.Landing landing -> send(request, answers.fixed(request, Pages.LANDING));
      case Target.Robots robots -> send(request, answers.fixed(request, Pages.ROBOTS));
      case Target.Favicon favicon -> send(request, answers.fixed(request, Pages.FAVICON));
      case Target.Nowhere nowhere -> send(request, answers.fault(request, FaultAnswer.NOT_FOUND));
      case Target.Malformed malformed ->
          send(request, answers.fault(request, FaultAnswer.BAD_REQUEST));
    }
  }

  private void follow(LinkRequest request, Target.Code code, int domain) {
    DecisionKey typed = new DecisionKey(domain, code.code());
    Standing standing = site.freshness().standing(lastRequestNanos);
    if (standing == Standing.CURRENT) {
      followCurrent(request, code, typed);
    } else if (standing == Standing.BEHIND) {
      catchUp(request, code, typed);
    } else {
      followCutOff(request, code, typed, standing);
    }
  }

  /** Waits, with all others who do, until this node knows what happened up to now. */
  private void catchUp(LinkRequest request, Target.Code code, DecisionKey typed) {
    loading = true;
    updateReading();
    loop.meters.count(RedirectCount.CATCH_UPS);
    var _ =
        site.freshness()
            .catchUp()
            .whenCompleteAsync(
                (_, failure) -> {
                  loading = false;
                  caughtUp(request, code, typed, failure);
                  resume();
                },
                channel.eventLoop());
  }

  private void caughtUp(
      LinkRequest request, Target.Code code, DecisionKey typed, @Nullable Throwable failure) {
    if (closing) {
      return;
    }
    if (failure == null) {
      followCurrent(request, code, typed);
    } else {
      followCutOff(request, code, typed, site.freshness().standing(System.nanoTime()));
    }
  }

  /** The store cannot be reached: what was known is answered for a time, and nothing concluded. */
  private void followCutOff(
      LinkRequest request, Target.Code code, DecisionKey typed, Standing standing) {
    Decision known = standing == Standing.CUT_OFF ? known(typed) : null;
    if (known == null || known.limited) {
      loop.meters.count(RedirectCount.LOAD_FAILURES);
      send(request, answers.fault(request, FaultAnswer.UNAVAILABLE));
    } else {
      loop.meters.count(RedirectCount.CUT_OFF);
      send(request, answers.decided(request, code, known, Tier.L1));
    }
  }

  /** A link in memory under the code as typed, or as it is spelled. */
  private @Nullable Decision known(DecisionKey typed) {
    Decision decision = site.cache().peek(typed);
    if (decision == null) {
      String canonical = site.codes().canonical(typed.domain(), typed.code());
      decision =
          canonical == null ? null : site.cache().peek(new DecisionKey(typed.domain(), canonical));
    }
    return decision == Decision.MISSING ? null : decision;
  }

  private void followCurrent(LinkRequest request, Target.Code code, DecisionKey typed) {
    Decision decision = site.cache().peek(typed);
    if (decision == null) {
      followCanonical(request, code, typed);
    } else {
      answer(request, code, typed, decision);
    }
  }

  private void followCanonical(LinkRequest request, Target.Code code, DecisionKey typed) {
    String canonical = site.codes().canonical(typed.domain(), typed.code());
    if (canonical == null) {
      loop.meters.count(RedirectCount.NEVER_ISSUED);
      unknown(request, code, typed);
      return;
    }
    DecisionKey key = new DecisionKey(typed.domain(), canonical);
    Decision decision = canonical.equals(typed.code()) ? null : site.cache().peek(key);
    if (decision == null) {
      load(request, code, key, true);
    } else {
      answer(request, code, key, decision);
    }
  }

  private void answer(LinkRequest request, Target.Code code, DecisionKey key, Decision decision) {
    boolean missing = decision == Decision.MISSING;
    loop.meters.count(missing ? RedirectCount.NEGATIVE_HITS : RedirectCount.HITS);
    if (missing) {
      unknown(request, code, key);
    } else {
      loop.hits.hit(key);
      decide(request, code, key, decision, Tier.L1);
    }
  }

  private void decide(
      LinkRequest request, Target.Code code, DecisionKey key, Decision decision, Tier tier) {
    if (decision.limited) {
      decideLimited(request, code, key, decision, tier);
    } else {
      send(request, answers.decided(request, code, decision, tier));
    }
  }

  /** Answers at once if there is a visit at hand; else once the store was asked for some. */
  private void decideLimited(
      LinkRequest request, Target.Code code, DecisionKey key, Decision decision, Tier tier) {
    ByteBuf answer = answers.limited(request, code, decision, tier);
    if (answer != null) {
      send(request, answer);
      return;
    }
    loading = true;
    updateReading();
    loop.meters.count(RedirectCount.LIMIT_WAITS);
    var _ =
        site.visits()
            .await(decision.link(), decision.version)
            .whenCompleteAsync(
                (verdict, failure) -> {
                  loading = false;
                  awaited(request, code, key, verdict, failure);
                  resume();
                },
                channel.eventLoop());
  }

  private void awaited(
      LinkRequest request,
      Target.Code code,
      DecisionKey key,
      @Nullable Verdict verdict,
      @Nullable Throwable failure) {
    if (closing) {
      return;
    }
    switch (verdict) {
      case null -> send(request, answers.fault(request, failed(failure)));
      case TRY -> follow(request, code, key.domain());
      case USED_UP -> {
        loop.meters.count(RedirectCount.LIMIT_REACHED);
        send(request, answers.fault(request, FaultAnswer.USED_UP));
      }
      case BUSY -> send(request, answers.fault(request, FaultAnswer.LAST_VISITS));
      case STALE -> catchUp(request, code, key);
    }
  }

  /** Answers for a code that leads nowhere, once it is known what it may have been meant as. */
  private void unknown(LinkRequest request, Target.Code code, DecisionKey key) {
    CompletableFuture<Suggestion> advice =
        site.advisor().ask(key.domain(), code.code(), answers.visitor(request));
    if (advice == null) {
      send(request, answers.fault(request, FaultAnswer.NOT_FOUND));
      return;
    }
    loading = true;
    updateReading();
    var _ =
        advice.whenCompleteAsync(
            (suggestion, failure) -> {
              loading = false;
              advised(request, code, key.domain(), failure == null ? suggestion : Suggestion.NONE);
              resume();
            },
            channel.eventLoop());
  }

  private void advised(LinkRequest request, Target.Code code, int domain, Suggestion suggestion) {
    if (closing) {
      return;
    }
    String meant = suggestion.follow();
    if (meant == null) {
      send(request, answers.unknown(request, suggestion.offered()));
      return;
    }
    DecisionKey key = new DecisionKey(domain, meant);
    Decision known = site.cache().peek(key);
    if (known == null) {
      load(request, code, key, false);
    } else {
      decide(request, code, key, known, Tier.L1);
    }
  }

  /**
   * @param typed whether this is what the visitor typed, and not what it was taken for
   */
  private void load(LinkRequest request, Target.Code code, DecisionKey key, boolean typed) {
    loading = true;
    updateReading();
    loop.meters.count(RedirectCount.MISSES);
    var _ =
        site.cache()
            .load(key)
            .whenCompleteAsync(
                (decision, failure) -> {
                  loading = false;
                  loaded(request, code, key, typed, decision, failure);
                  resume();
                },
                channel.eventLoop());
  }

  private void loaded(
      LinkRequest request,
      Target.Code code,
      DecisionKey key,
      boolean typed,
      @Nullable Decision decision,
      @Nullable Throwable failure) {
    if (closing) {
      return;
    }
    if (decision == null) {
      send(request, answers.fault(request, failed(failure)));
      return;
    }
    Decision last = site.cache().newest(key, decision);
    if (typed && last == Decision.MISSING) {
      unknown(request, code, key);
    } else {
      decide(request, code, key, last, decision.origin);
    }
  }

  private FaultAnswer failed(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof TerseException e && e.fault() == Fault.OVERLOADED) {
      loop.meters.count(RedirectCount.LOADS_REFUSED);
      return FaultAnswer.OVERLOADED;
    }
    loop.meters.count(RedirectCount.LOAD_FAILURES);
    if (cause != null) {
      site.trouble().note(cause);
    }
    return FaultAnswer.UNAVAILABLE;
  }

  private void send(LinkRequest request, ByteBuf answer) {
    if (answers.keepsAlive(request)) {
      channel.write(answer, channel.voidPromise());
    } else {
      end(answer);
    }
  }

  private void end(ByteBuf last) {
    closing = true;
    waiting.clear();
    channel.writeAndFlush(last).addListener(written -> linger());
  }

  /**
   * Closes our side and waits a little for the other: closing both while bytes are still coming in
   * would reset the connection, and the visitor might never see the answer.
   */
  private void linger() {
    lastRequestNanos = System.nanoTime();
    if (channel instanceof DuplexChannel duplex && duplex.isActive()) {
      duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      updateReading();
    } else {
      close();
    }
  }

  private void close() {
    closing = true;
    waiting.clear();
    channel.close();
  }

  /** Closes the connection, after what is still to be sent, unless a request is under way. */
  void closeIfIdle() {
    if (!loading && waiting.isEmpty() && partialSinceNanos == 0 && !closing) {
      closing = true;
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Closes the connection if it is silent or slow beyond what is allowed. */
  void closeIfLate(long nowNanos) {
    if (isLate(nowNanos)) {
      loop.meters.count(RedirectCount.TIMED_OUT);
      close();
    }
  }

  private boolean isLate(long nowNanos) {
    long silent = nowNanos - lastRequestNanos;
    if (closing) {
      return silent > LINGER_NANOS;
    }
    boolean isIdle = !loading && silent > site.settings().limits().idle().toNanos();
    long begun = partialSinceNanos == 0 ? 0 : nowNanos - partialSinceNanos;
    return isIdle || begun > site.settings().limits().head().toNanos();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.warn("A connection was closed because of a defect", cause);
    }
    close();
  }
}
