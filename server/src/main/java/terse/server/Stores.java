package terse.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import terse.cassandra.CassandraSettings;
import terse.cassandra.CassandraStores;
import terse.domain.DomainStore;
import terse.fault.TerseException;
import terse.feed.Feed;
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
import terse.memory.MemoryVisitStore;
import terse.memory.MemoryWorkerLeases;
import terse.sql.PostgresHints;
import terse.sql.PostgresSettings;
import terse.sql.PostgresStores;
import terse.sql.SqlStores;
import terse.sql.SqliteSettings;
import terse.sql.SqliteStores;
import terse.visit.NoVisits;
import terse.visit.VisitStore;

/**
 * The stores of the link domain, of one kind.
 *
 * @param sql what they are kept in, empty if in memory or in Cassandra
 * @param identity what tells the database from any copy of it, empty if nothing does
 */
record Stores(
    LinkStore links,
    DomainStore domains,
    KeyStore keys,
    RangeStore ranges,
    WorkerLeases workers,
    NameStore names,
    NodeStore nodes,
    GrantStore grants,
    VisitStore visits,
    Optional<SqlStores> sql,
    Optional<String> identity)
    implements AutoCloseable {

  static Stores open(Config config) {
    try {
      return switch (config.get(Settings.LINKS)) {
        case MEMORY -> inMemory();
        case SQLITE -> inSqlite(config);
        case POSTGRESQL -> inPostgres(config);
        case CASSANDRA -> inCassandra(config);
      };
    } catch (TerseException e) {
      throw StartFailure.because(e.detail(), e);
    }
  }

  private static Stores inSqlite(Config config) {
    Path file = config.inData("links.db");
    SqliteSettings settings =
        SqliteSettings.DEFAULT.withChangesKept(config.get(Settings.FEED_RETENTION));
    SqlStores stores = SqliteStores.open(file, settings, InstantSource.system());
    return in(stores, StoreIdentity.of(file));
  }

  private static Stores inPostgres(Config config) {
    PostgresStores stores = PostgresStores.open(postgres(config), InstantSource.system());
    return in(stores, Optional.of(stores.identity()));
  }

  private static PostgresSettings postgres(Config config) {
    String url =
        config
            .find(Settings.POSTGRESQL_URL)
            .orElseThrow(
                () ->
                    StartFailure.configuration(
                        "With 'links=postgresql' the setting 'postgresql-url' must say where it"
                            + " is."));
    return PostgresSettings.of(
            url,
            config.get(Settings.POSTGRESQL_USER),
            config.find(Settings.POSTGRESQL_PASSWORD).orElse(null))
        .withConnections(config.get(Settings.POSTGRESQL_POOL))
        .withDeadline(config.get(Settings.POSTGRESQL_DEADLINE))
        .withChangesKept(config.get(Settings.FEED_RETENTION));
  }

  private static Stores in(SqlStores stores, Optional<String> identity) {
    return new Stores(
        stores.links(),
        stores.domains(),
        stores.keys(),
        stores.ranges(),
        stores.workers(),
        stores.names(),
        stores.nodes(),
        stores.grants(),
        stores.visits(),
        Optional.of(stores),
        identity);
  }

  private static Stores inCassandra(Config config) {
    CassandraStores stores = CassandraStores.open(cassandra(config), InstantSource.system());
    return new Stores(
        stores.links(),
        stores.domains(),
        stores.keys(),
        stores.ranges(),
        stores.workers(),
        stores.names(),
        stores.nodes(),
        stores.grants(),
        new NoVisits(),
        Optional.empty(),
        Optional.of(stores.identity()));
  }

  private static CassandraSettings cassandra(Config config) {
    List<String> servers = config.get(Settings.CASSANDRA);
    if (servers.isEmpty()) {
      throw StartFailure.configuration(
          "With 'links=cassandra' the setting 'cassandra' must name some servers of the ring.");
    }
    CassandraSettings settings =
        CassandraSettings.of(
                servers,
                config.get(Settings.CASSANDRA_DATACENTER),
                config.get(Settings.CASSANDRA_KEYSPACE),
                config.get(Settings.CASSANDRA_REPLICATION))
            .withDeadline(config.get(Settings.CASSANDRA_DEADLINE))
            .withChangesKept(config.get(Settings.FEED_RETENTION));
    return config
        .find(Settings.CASSANDRA_USER)
        .map(user -> settings.as(user, config.find(Settings.CASSANDRA_PASSWORD).orElse(null)))
        .orElse(settings);
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
        new MemoryVisitStore(links),
        Optional.empty(),
        Optional.empty());
  }

  /** Has the feed read as soon as the store says that it has grown, if it can say so. */
  Optional<PostgresHints> hintAt(Feed feed) {
    return sql.filter(PostgresStores.class::isInstance)
        .map(PostgresStores.class::cast)
        .map(postgres -> postgres.listen(feed::hurry));
  }

  /** Whether links can have a limit of visits. */
  boolean keepsVisits() {
    return !(visits instanceof NoVisits);
  }

  /** The same with numbers from somewhere else. */
  Stores with(RangeStore other) {
    return new Stores(
        links, domains, keys, other, workers, names, nodes, grants, visits, sql, identity);
  }

  @Override
  public void close() {
    sql.ifPresentOrElse(SqlStores::close, links::close);
  }
}
