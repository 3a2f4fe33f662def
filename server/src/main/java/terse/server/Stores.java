package terse.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import terse.domain.DomainStore;
import terse.fault.TerseException;
import terse.feed.NodeStore;
import terse.id.GrantStore;
import terse.id.RangeStore;
import terse.id.WorkerLeases;
import terse.key.KeyStore;
import terse.link.LinkStore;
import terse.link.NameStore;
import terse.memory.MemoryDomainStore;
import terse.memory.MemoryFeed;
import terse.memory.MemoryGrantStore;
import terse.memory.MemoryKeyStore;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryNodeStore;
import terse.memory.MemoryRangeStore;
import terse.memory.MemoryWorkerLeases;
import terse.sql.SqliteSettings;
import terse.sql.SqliteStores;

/** The stores of the link domain, of one kind. */
record Stores(
    LinkStore links,
    DomainStore domains,
    KeyStore keys,
    RangeStore ranges,
    WorkerLeases workers,
    NameStore names,
    NodeStore nodes,
    GrantStore grants,
    Optional<SqliteStores> sqlite)
    implements AutoCloseable {

  static Stores open(Config config) {
    return switch (config.get(Settings.LINKS)) {
      case MEMORY -> inMemory();
      case SQLITE ->
          inSqlite(
              config.get(Settings.DATA).resolve("links.db"),
              SqliteSettings.DEFAULT.withChangesKept(config.get(Settings.FEED_RETENTION)));
    };
  }

  private static Stores inSqlite(Path file, SqliteSettings settings) {
    try {
      SqliteStores stores = SqliteStores.open(file, settings, InstantSource.system());
      return new Stores(
          stores.links(),
          stores.domains(),
          stores.keys(),
          stores.ranges(),
          stores.workers(),
          stores.names(),
          stores.nodes(),
          stores.grants(),
          Optional.of(stores));
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  /** Stores that forget everything when the process ends. */
  private static Stores inMemory() {
    MemoryFeed feed = new MemoryFeed();
    MemoryLinkStore links = new MemoryLinkStore(feed);
    return new Stores(
        links,
        new MemoryDomainStore(),
        new MemoryKeyStore(),
        new MemoryRangeStore(),
        new MemoryWorkerLeases(InstantSource.system()),
        links,
        new MemoryNodeStore(),
        new MemoryGrantStore(feed, InstantSource.system()),
        Optional.empty());
  }

  /** The same with numbers from somewhere else. */
  Stores with(RangeStore other) {
    return new Stores(links, domains, keys, other, workers, names, nodes, grants, sqlite);
  }

  @Override
  public void close() {
    sqlite.ifPresentOrElse(SqliteStores::close, links::close);
  }
}
