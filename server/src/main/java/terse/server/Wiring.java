package terse.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import terse.alias.AliasPolicy;
import terse.click.ClickStoreException;
import terse.domain.ManageDomains;
import terse.feed.Feed;
import terse.filter.TakenNames;
import terse.link.LinkObserver;
import terse.link.SuggestLinks;
import terse.memory.MemoryTallies;
import terse.server.api.Addresses;
import terse.server.api.Api;
import terse.server.api.AppListener;
import terse.server.api.BulkLimits;
import terse.server.api.ClickStreams;
import terse.server.api.CodeKeys;
import terse.server.api.Contract;
import terse.server.api.ExpandEndpoint;
import terse.server.api.LinkJson;
import terse.server.api.LinkNames;
import terse.server.api.NodeEndpoints;
import terse.server.api.Parts;
import terse.server.api.Reports;
import terse.server.api.WarmEndpoint;
import terse.server.journal.LiveClicks;
import terse.server.journal.MappedTallies;
import terse.server.ops.Health;
import terse.server.ops.ManagementListener;
import terse.server.ops.Metrics;
import terse.server.ops.Shedder;
import terse.server.redirect.CacheAudit;
import terse.server.redirect.CacheUpkeep;
import terse.server.redirect.CodeReader;
import terse.server.redirect.ConnectionLimits;
import terse.server.redirect.DecisionCache;
import terse.server.redirect.Freshness;
import terse.server.redirect.HotList;
import terse.server.redirect.Lifetimes;
import terse.server.redirect.LinkListener;
import terse.server.redirect.ListenerSettings;
import terse.server.redirect.Transport;
import terse.server.redirect.TrustedProxies;
import terse.server.security.AddressHash;
import terse.server.security.ApiKeys;
import terse.server.security.RateLimiter;
import terse.server.security.Sessions;
import terse.server.web.Dashboard;
import terse.server.web.Site;
import terse.sql.PostgresHints;
import terse.url.UrlPolicy;
import terse.visit.Tallies;
import terse.visit.VisitSettings;
import terse.visit.Visits;

/** Puts the server together: every choice is a switch here, every part a constructor call. */
final class Wiring {
  /** Links that may be loaded from the store at once. */
  static final int LOADS_IN_FLIGHT = 1_024;

  private static final int SUGGESTIONS_IN_FLIGHT = 16;

  /** Calls to the store about visits of limited links at once. */
  private static final int VISIT_CALLS = 64;

  private static final Duration BULK_PATIENCE = Duration.ofSeconds(10);
  private static final Executor BESIDE =
      task -> Thread.ofPlatform().daemon().name("beside").start(task);

  private final Config config;
  private final Closing closing = new Closing();
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();

  private Wiring(Config config) {
    this.config = config;
  }

  /**
   * Starts everything.
   *
   * @param out told where the server listens, and at first start the admin key
   * @throws StartFailure if something is missing or taken
   */
  static Server start(Config config, PrintStream out) {
    Wiring wiring = new Wiring(config);
    try {
      return wiring.start(out);
    } catch (RuntimeException e) {
      wiring.closing.close();
      throw e;
    }
  }

  private Server start(PrintStream out) {
    CompletableFuture<Contract> contract = new CompletableFuture<>();
    closing.add(
        "data folder", DataFolder.open(config.get(Settings.DATA), config.find(Settings.NODE_DATA)));
    ClickWiring clickWiring = new ClickWiring(config, clock, random);
    Stores opened = closing.add("stores", Stores.open(config));
    Arbiter arbiter = closing.add("arbiter of numbers", Arbiter.open(config, opened, clock));
    LeaseLog leases = LeaseLog.open(config.inNodeData("ranges.log"), arbiter.ranges());
    Stores stores = opened.with(leases);
    DataFolder.tighten(config.get(Settings.DATA));
    ApiKeys keys = new ApiKeys(stores.keys(), random, clock);
    Optional<String> firstKey = AdminKey.ensure(keys, config);

    int linkPort = port(config.get(Settings.PORT));
    int appPort = port(config.get(Settings.APP_PORT));
    String name = FeedWiring.name(config.get(Settings.HOST), appPort);
    URI publicUrl = publicUrl(linkPort);
    UrlPolicy urls = new UrlPolicy(Set.of());
    ManageDomains domains =
        new ManageDomains(stores.domains(), publicUrl, urls, UsualScheme.of(config));
    config.get(Settings.DOMAINS).forEach(host -> domains.ensure(host, null));

    FeedWiring.Parts knows = new FeedWiring(config, stores, random, clock).parts(domains, name);
    Feed feed = knows.feed();
    LinkUseCases.Lookup lookup = LinkUseCases.Lookup.over(stores, knows.codes(), feed, clock);
    Optional<SharedTier> shared = SharedTier.open(config, knows, lookup.resolve(), random, clock);
    shared.ifPresent(tier -> closing.add("shared cache", tier));
    WorkerNumber number =
        closing.add(
            "worker number",
            WorkerNumber.start(
                arbiter.workers(),
                config.get(Settings.DATACENTER),
                clock,
                random,
                knows.codes().keys().secret(knows.codes().keys().epochs().first())));
    HearTimes times = new HearTimes(domains.domains()::schemes, number.texts());
    DecisionCache cache =
        new DecisionCache(
            config.get(Settings.CACHE_SIZE),
            times.of(
                new LinkSource(lookup.resolve(), lookup.codes(), shared.map(SharedTier::links))),
            new BoundedThreads(LOADS_IN_FLIGHT),
            Lifetimes.STANDARD,
            clock);
    TakenNames taken = FeedWiring.takenNames(stores, BESIDE);
    LinkUseCases links =
        LinkUseCases.over(
            stores,
            lookup,
            domains.domains(),
            urls,
            aliases(),
            observers(shared, List.of(cache, taken, times)),
            number.texts(),
            knows.granting(),
            knows.announcement(),
            BESIDE,
            clock);
    knows.knowledge().remember(cache);
    knows.knowledge().remember(taken);
    knows.knowledge().remember(times);
    closing.add("feed", FeedWiring.start(feed));
    Optional<PostgresHints> hints = stores.hintAt(feed);
    hints.ifPresent(listener -> closing.add("hints at the feed", listener));

    LiveClicks live = new LiveClicks();
    ListenerSettings listening = listening(linkPort);
    Optional<Clicks> clicks = clickWiring.open(listening.loops(), live, closing);
    Visits visits = closing.add("visits of limited links", visits(stores)).start();
    LinkListener redirects =
        closing.add(
            "link listener", linkListener(listening, cache, lookup, domains, feed, visits, clicks));
    CacheUpkeep upkeep =
        new CacheUpkeep(cache, Freshness.of(feed), new HotList(config.inNodeData("links.hot")));

    Shedder shedder = shedder(redirects);
    Parts parts =
        parts(
            stores,
            lookup,
            links,
            domains,
            knows,
            taken,
            cache,
            nodes(stores, name, cache, lookup, feed),
            publicUrl,
            keys,
            clicks,
            live,
            shedder);
    AppListener app =
        closing.add(
            "app listener",
            appListener(
                new Api(contract, parts), pages(parts, lookup, publicUrl, listening), appPort));
    Health health = Checks.of(stores, clicks, redirects, feed);
    Metrics metrics =
        Figures.of(
            stores,
            Numbers.of(links.numbers(), arbiter, leases, stores.links(), BESIDE),
            clicks,
            live,
            redirects,
            shedder,
            feed,
            hints,
            taken);
    number.addTo(metrics);
    shared.ifPresent(tier -> tier.addTo(metrics));
    Figures.addVisits(metrics, visits);
    metrics.gauge(
        "terse_cache_warmed",
        "Links loaded at the start because they had been asked for most.",
        upkeep::warmed);
    ManagementListener management =
        closing.add("management listener", managementListener(health, metrics));

    Server server =
        new Server(
            redirects.port(), app.port(), management.port(), new CompletableFuture<>(), closing);
    Greeting.print(out, config, server, publicUrl, redirects.transport(), firstKey);
    // Links redirect already. Any earlier, these would take a processor from what they wait for.
    contract.completeAsync(Contract::load, BESIDE);
    closing.add("cache upkeep", upkeep.start());
    clicks.ifPresent(kept -> BESIDE.execute(() -> begin(kept, server.failure())));
    return server;
  }

  private static void begin(Clicks clicks, CompletableFuture<StartFailure> failure) {
    try {
      clicks.begin();
    } catch (ClickStoreException e) {
      failure.complete(StartFailure.because(String.valueOf(e.getMessage()), e));
    }
  }

  private static List<LinkObserver> observers(
      Optional<SharedTier> shared, List<LinkObserver> others) {
    return Stream.of(
            shared.map(SharedTier::first).stream(),
            others.stream(),
            shared.map(SharedTier::last).stream())
        .flatMap(each -> each)
        .toList();
  }

  private URI publicUrl(int linkPort) {
    return config
        .find(Settings.PUBLIC_URL)
        .orElseGet(() -> URI.create("http://localhost:" + linkPort));
  }

  private AliasPolicy aliases() {
    Values.Range length = config.get(Settings.ALIAS_LENGTH);
    return AliasPolicy.ofLength(length.least(), length.most());
  }

  private ListenerSettings listening(int linkPort) {
    int loops = config.get(Settings.LINK_LOOPS);
    try {
      return new ListenerSettings(
          config.get(Settings.HOST),
          linkPort,
          loops == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : loops,
          Transport.best(),
          ConnectionLimits.standard(),
          TrustedProxies.of(config.get(Settings.TRUSTED_PROXIES)));
    } catch (IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The setting 'trusted-proxies' must be networks such as 10.0.0.0/8: " + e.getMessage());
    }
  }

  private LinkListener linkListener(
      ListenerSettings settings,
      DecisionCache cache,
      LinkUseCases.Lookup lookup,
      ManageDomains domains,
      Feed feed,
      Visits visits,
      Optional<Clicks> clicks) {
    try {
      return LinkListener.start(
          settings,
          cache,
          CodeReader.of(lookup.codes()),
          suggestions(lookup.suggest()),
          domains.domains()::numbers,
          Freshness.of(feed),
          visits,
          loop -> Clicks.recorder(clicks, loop),
          clock);
    } catch (RuntimeException e) {
      throw taken(Settings.PORT, settings.port(), e);
    }
  }

  private Visits visits(Stores stores) {
    return new Visits(
        stores.visits(),
        tallies(),
        new BoundedThreads(VISIT_CALLS),
        VisitSettings.STANDARD,
        clock,
        System::nanoTime);
  }

  /** Links in memory end with this process, and so may what was answered of their visits. */
  private Tallies tallies() {
    try {
      return switch (config.get(Settings.LINKS)) {
        case MEMORY -> new MemoryTallies("this process");
        default -> MappedTallies.open(config.inNodeData("visits"), random);
      };
    } catch (IOException e) {
      throw StartFailure.because("The visits of limited links cannot be noted: " + e + ".", e);
    }
  }

  private Suggestions suggestions(SuggestLinks suggest) {
    return new Suggestions(
        suggest,
        new RateLimiter(config.get(Settings.SUGGEST_LIMIT), clock),
        new AddressHash(random),
        new BoundedThreads(SUGGESTIONS_IN_FLIGHT),
        clock);
  }

  private AppListener appListener(Api api, Dashboard pages, int port) {
    try {
      return AppListener.start(config.get(Settings.HOST), port, api, pages::mount);
    } catch (RuntimeException e) {
      throw taken(Settings.APP_PORT, port, e);
    }
  }

  private Dashboard pages(
      Parts parts, LinkUseCases.Lookup lookup, URI publicUrl, ListenerSettings listening) {
    return new Dashboard(
        new Site(
            parts,
            lookup.codes(),
            new Addresses(parts.domains().domains(), publicUrl),
            new Sessions(parts.keys(), random),
            "https".equals(publicUrl.getScheme()),
            listening.proxies(),
            random));
  }

  private ManagementListener managementListener(Health health, Metrics metrics) {
    int port = config.get(Settings.MANAGEMENT_PORT);
    try {
      return ManagementListener.start(config.get(Settings.MANAGEMENT_HOST), port, health, metrics);
    } catch (IOException e) {
      throw taken(Settings.MANAGEMENT_PORT, port, e);
    }
  }

  private static StartFailure taken(Setting<Integer> setting, int port, Exception cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return StartFailure.because(
        "Port "
            + port
            + " cannot be listened on ("
            + root.getMessage()
            + "); choose another with --"
            + setting.name()
            + ".",
        cause);
  }

  private Parts parts(
      Stores stores,
      LinkUseCases.Lookup lookup,
      LinkUseCases links,
      ManageDomains domains,
      FeedWiring.Parts knows,
      TakenNames taken,
      DecisionCache cache,
      NodeEndpoints nodes,
      URI publicUrl,
      ApiKeys keys,
      Optional<Clicks> clicks,
      LiveClicks live,
      Shedder shedder) {
    LinkJson json =
        new LinkJson(
            new Addresses(domains.domains(), publicUrl),
            lookup.codes(),
            lookup.ids(),
            stores.visits(),
            clock);
    return new Parts(
        links.create(),
        links.read(),
        links.list(),
        links.edit(),
        links.delete(),
        knows.everywhere(),
        new ExpandEndpoint(
            links.expand(),
            lookup.suggest(),
            new RateLimiter(config.get(Settings.SUGGEST_LIMIT), clock),
            new Addresses(domains.domains(), publicUrl),
            json),
        lookup.ids(),
        json,
        new LinkNames(stores.links(), lookup.ids()),
        domains,
        new CodeKeys(stores.grants(), knows.rotate()),
        knows.checkAlias(domains.domains(), aliases(), stores.links(), taken),
        new WarmEndpoint(lookup.ids(), CodeReader.of(lookup.codes())::canonical, cache::warm),
        nodes,
        keys,
        new RateLimiter(config.get(Settings.CREATE_LIMIT), clock),
        clicks.<Reports>map(kept -> kept).orElse(Clicks.NONE),
        new ClickStreams(live),
        shedder,
        new BulkLimits(
            config.get(Settings.BULK_MAX_SIZE),
            config.get(Settings.BULK_MAX_LINES),
            config.get(Settings.BULK_MAX_BUFFER),
            BULK_PATIENCE),
        config.get(Settings.MAX_BODY),
        config.get(Settings.CORS_ORIGINS),
        clock);
  }

  private static NodeEndpoints nodes(
      Stores stores, String name, DecisionCache cache, LinkUseCases.Lookup lookup, Feed feed) {
    CacheAudit audit = new CacheAudit(cache, lookup.resolve()::resolve, feed::ensureCaughtUp);
    return new NodeEndpoints(stores.nodes(), name, audit);
  }

  private Shedder shedder(LinkListener redirects) {
    long lag = config.get(Settings.SHED_LAG).toNanos();
    return new Shedder(
        Map.of(
            Shedder.Work.PLAIN, config.get(Settings.MAX_IN_FLIGHT),
            Shedder.Work.CREATE, config.get(Settings.MAX_IN_FLIGHT),
            Shedder.Work.REPORT, config.get(Settings.MAX_REPORTS),
            Shedder.Work.STREAM, config.get(Settings.MAX_STREAMS)),
        () -> lag > 0 && redirects.metrics().loopLagNanos() > lag);
  }

  /** A port that is free now, in place of 0: short URLs must name it before it is listened on. */
  private static int port(int configured) {
    if (configured != 0) {
      return configured;
    }
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw StartFailure.because("There is no free port.", e);
    }
  }
}
