package terse.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.alias.AliasPolicy;
import terse.code.KeyFile;
import terse.code.KeyRing;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.domain.ManageDomains;
import terse.epoch.IssuedFile;
import terse.epoch.RotateKeys;
import terse.epoch.StartEpoch;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.AnnouncedMarks;
import terse.feed.Feed;
import terse.feed.FeedListener;
import terse.feed.FeedSettings;
import terse.feed.Knowledge;
import terse.feed.Standing;
import terse.filter.CheckAlias;
import terse.filter.GrowingBloomFilter;
import terse.filter.TakenNames;
import terse.id.GrantedMarks;
import terse.id.Granting;
import terse.link.Announcement;
import terse.link.Everywhere;
import terse.link.LinkCodes;
import terse.link.LinkStore;

/** Puts together what this node knows of the others. */
final class FeedWiring {
  private static final Logger LOG = LoggerFactory.getLogger(FeedWiring.class);

  /** Of a thousand free names one is looked up all the same. */
  private static final double FALSE_POSITIVES = 0.001;

  /** Room for names at first, in 240 KB. */
  private static final int FIRST_NAMES = 100_000;

  /** Changes that a node learns of when it starts, to judge by them what others read before. */
  private static final int RECALLED = 10_000;

  /** Left in the data folder by whoever put a backup back. */
  private static final String RESTORED = "restored";

  private final Config config;
  private final Stores stores;
  private final SecureRandom random;
  private final InstantSource clock;

  FeedWiring(Config config, Stores stores, SecureRandom random, InstantSource clock) {
    this.config = config;
    this.stores = stores;
    this.random = random;
    this.clock = clock;
  }

  /** What is kept up to date, and by what. Not started yet. */
  record Parts(
      GrantedMarks marks,
      LinkCodes codes,
      Knowledge knowledge,
      Feed feed,
      RotateKeys rotate,
      Granting granting,
      Announcement announcement,
      Everywhere everywhere) {

    CheckAlias checkAlias(Domains domains, AliasPolicy policy, LinkStore links, TakenNames taken) {
      return new CheckAlias(
          domains,
          policy,
          codes,
          (domain, folded) -> links.findByName(domain, folded).isPresent(),
          taken,
          () -> feed.standing(System.nanoTime()) == Standing.CURRENT);
    }
  }

  /** The filter of names; filled when the feed starts. */
  static TakenNames takenNames(Stores stores, Executor background) {
    return new TakenNames(
        stores.names(), new GrowingBloomFilter(FALSE_POSITIVES, FIRST_NAMES), background);
  }

  Parts parts(ManageDomains domains, String name) {
    KeyFile file = new KeyFile(config.inData("codes.key"));
    GrantedMarks marks = new GrantedMarks();
    LinkCodes codes = new LinkCodes(ring(file), marks, domains.domains()::schemes);
    IssuedFile issued = new IssuedFile(config.inData("codes.issued"));
    begin(file, issued, codes, domains);
    Knowledge knowledge =
        new Knowledge(
            stores.links(),
            stores.grants(),
            marks,
            codes,
            () -> reread(file),
            domains::refresh,
            config.get(Settings.L2) == Settings.SharedKind.NONE ? 0 : RECALLED);
    Feed feed = feed(knowledge, name);
    Granting granting = new AnnouncedMarks(stores.grants(), feed, record(issued));
    RotateKeys rotate = new RotateKeys(file, random, stores.grants(), issued, codes, feed);
    return new Parts(
        marks, codes, knowledge, feed, rotate, granting, announcement(feed), everywhere(feed));
  }

  private KeyRing ring(KeyFile file) {
    try {
      return file.readOrCreate(random, stores.links().count() > 0);
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  /** Sees to it that there is a key epoch, and a new one if the database was put back. */
  private void begin(KeyFile file, IssuedFile issued, LinkCodes codes, ManageDomains domains) {
    Path marker = config.inData(RESTORED);
    StartEpoch start =
        new StartEpoch(stores.grants(), stores.ranges(), file, issued, random, clock);
    try {
      StartEpoch.Started started =
          isKept()
              ? start.ensure(codes.keys(), store(codes, domains, Files.exists(marker)))
              : start.first(codes.keys());
      if (started.restored()) {
        LOG.warn(
            "The database is older than what was issued from it, as after a restore: codes are"
                + " made under the new key epoch {}. Back up codes.key.",
            started.epoch());
      }
      Files.deleteIfExists(marker);
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    } catch (IOException e) {
      throw StartFailure.because("The file " + marker + " cannot be removed: " + e + ".", e);
    }
  }

  private StartEpoch.Store store(LinkCodes codes, ManageDomains domains, boolean saidRestored) {
    return new StartEpoch.Store(
        stores.identity(),
        isElsewhere(),
        domains.all().stream()
            .collect(Collectors.toMap(Domain::id, one -> codes.epochs(one.schemes().size()))),
        codes::capacity,
        saidRestored);
  }

  /** Whether links outlive the process. */
  private boolean isKept() {
    return config.get(Settings.LINKS) != Settings.LinksKind.MEMORY;
  }

  private Granting record(IssuedFile issued) {
    return isKept() ? issued : (domain, epoch, mark) -> {};
  }

  private static KeyRing reread(KeyFile file) {
    return file.read()
        .orElseThrow(() -> new TerseException(Fault.INTERNAL, "The key file is gone."));
  }

  private Feed feed(FeedListener listener, String name) {
    FeedSettings settings =
        FeedSettings.STANDARD.withCutOffLimit(config.get(Settings.CUT_OFF_LIMIT));
    if (!isShared()) {
      return Feed.alone(stores.links(), listener, settings, System::nanoTime);
    }
    return Feed.shared(
        stores.links(), stores.nodes(), id(), name, listener, settings, System::nanoTime);
  }

  private boolean isShared() {
    return config.find(Settings.NODE_DATA).isPresent() || isElsewhere();
  }

  /** Whether the store is a server of its own, which any node may join with a new data folder. */
  private boolean isElsewhere() {
    return switch (config.get(Settings.LINKS)) {
      case POSTGRESQL, CASSANDRA -> true;
      case SQLITE, MEMORY -> false;
    };
  }

  /** Another one at every start: what an earlier life of this node confirmed is no use. */
  private String id() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Announcement announcement(Feed feed) {
    return isShared() ? () -> feed.awaitEveryone(stores.links().feedPosition()) : Announcement.NONE;
  }

  private Everywhere everywhere(Feed feed) {
    return isShared()
        ? wait -> feed.awaitEverywhere(stores.links()::feedPosition, wait)
        : Everywhere.ALONE;
  }

  /**
   * Starts a feed.
   *
   * @throws StartFailure if what the store says cannot be taken in
   */
  static Feed start(Feed feed) {
    try {
      return feed.start();
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  /**
   * What this node is called: where its API is found, by the address it listens on if it is one.
   */
  static String name(String host, int appPort) {
    return machine(host) + ":" + appPort;
  }

  private static String machine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      String name = address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostName() : host;
      return name.contains(":") ? "[" + name + "]" : name;
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
