package terse.server.redirect;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import terse.visit.Visits;

/**
 * The listener that visitors meet: it turns {@code GET /{code}} into a redirect, on event loops of
 * its own, and does nothing else.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing is waited for as a whole
public final class LinkListener implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  /** An address of 8,192 bytes and what stands around it. */
  private static final int LONGEST_LINE = 8_192 + 64;

  private static final int LARGEST_CHUNK = 4_096;
  private static final int FIRST_BUFFER = 256;

  private final ListenerSettings settings;
  private final EventLoopGroup group;
  private final Map<EventExecutor, Loop> loops;
  private final RedirectMetrics metrics;
  private final ChannelGroup connections;
  private final Channel server;

  /**
   * Starts listening.
   *
   * @param settings where and how
   * @param cache the decisions; to be told of every change to a link
   * @param codes tells codes from texts that cannot be one
   * @param advisor asked about codes that lead nowhere
   * @param domains the domains' numbers by host, see {@link terse.domain.Domain#host}; asked at
   *     every request, so it must be a snapshot at hand
   * @param freshness whether decisions in memory may be used
   * @param visits counts those of limited links
   * @param clicks the click recorder of each loop, by the loop's number from 0
   * @param clock decides what has expired
   * @throws UncheckedIOException if the port cannot be had
   */
  public static LinkListener start(
      ListenerSettings settings,
      DecisionCache cache,
      CodeReader codes,
      Advisor advisor,
      Supplier<Map<String, Integer>> domains,
      Freshness freshness,
      Visits visits,
      IntFunction<ClickRecorder> clicks,
      InstantSource clock) {
    LoadTrouble trouble = new LoadTrouble(System::nanoTime);
    return new LinkListener(
        new Site(
            settings, cache, codes, advisor, new Hosts(domains), freshness, visits, trouble, clock),
        clicks);
  }

  private LinkListener(Site site, IntFunction<ClickRecorder> clicks) {
    this.settings = site.settings();
    this.group =
        new MultiThreadIoEventLoopGroup(
            settings.loops(),
            new DefaultThreadFactory("redirect", Thread.MAX_PRIORITY),
            settings.transport().handlers());
    this.loops = loops(group, clicks, site.cache().hot());
    this.metrics = new RedirectMetrics(List.copyOf(loops.values()), site.cache());
    this.connections = new DefaultChannelGroup(group.next());
    this.server = bind(site);
    loops.forEach(LinkListener::tick);
  }

  private static Map<EventExecutor, Loop> loops(
      EventLoopGroup group, IntFunction<ClickRecorder> clicks, HotKeys hot) {
    Map<EventExecutor, Loop> loops = new LinkedHashMap<>();
    for (EventExecutor executor : group) {
      loops.put(executor, new Loop(clicks.apply(loops.size()), hot.sample()));
    }
    return loops;
  }

  private static void tick(EventExecutor executor, Loop loop) {
    var _ =
        executor.scheduleWithFixedDelay(
            loop::tick, Loop.TICK_NANOS, Loop.TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  private Channel bind(Site site) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(settings.transport().serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Admission(site))
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new UncheckedIOException(new IOException(bound.cause().getMessage(), bound.cause()));
    }
    return bound.channel();
  }

  /** A decoder within the limits: header validation, bounds checks and strict lines are on. */
  static HttpRequestDecoder decoder(ListenerSettings settings) {
    return new HttpRequestDecoder(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(settings.limits().headerBytes())
            .setMaxChunkSize(LARGEST_CHUNK)
            .setInitialBufferSize(FIRST_BUFFER));
  }

  /** The port listened on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** How many connections may be open at once; more are closed as they come. */
  public int mostConnections() {
    return settings.limits().connections();
  }

  /** How the event loops talk to the kernel. */
  public Transport transport() {
    return settings.transport();
  }

  /** What is counted. */
  public RedirectMetrics metrics() {
    return metrics;
  }

  /**
   * Stops accepting, lets requests under way be answered, and closes every connection, within the
   * drain time-out.
   */
  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loops.forEach((executor, loop) -> executor.execute(loop::drain));
    connections.newCloseFuture().awaitUninterruptibly(settings.limits().drain().toMillis());
    connections.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Prepares a connection that came in, or turns it away. */
  private final class Admission extends ChannelInitializer<Channel> {
    private final Site site;

    Admission(Site site) {
      this.site = site;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (!metrics.admit(settings.limits().connections())) {
        channel.close();
        return;
      }
      channel.closeFuture().addListener(closed -> metrics.leave());
      connections.add(channel);
      Loop loop = Objects.requireNonNull(loops.get(channel.eventLoop()));
      LinkConnection connection = new LinkConnection(site, loop, channel);
      loop.opened(connection);
      channel.pipeline().addLast(decoder(settings), connection);
    }
  }
}
