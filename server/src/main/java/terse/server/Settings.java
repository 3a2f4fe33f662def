package terse.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import terse.code.Alphabet;
import terse.code.Source;
import terse.code.WrongCase;
import terse.id.WorkerLeases;
import terse.redis.RedisAddress;
import terse.sql.PostgresSettings;
import terse.zookeeper.ConnectString;

/**
 * Every configuration key there is. {@code docs/configuration.md} is held to this list by a test.
 */
public final class Settings {
  private static final List<Setting<?>> LIST = new ArrayList<>();

  /** The forms a store of links has. */
  public enum LinksKind {
    SQLITE,
    MEMORY,
    POSTGRESQL,
    CASSANDRA
  }

  /** Who grants counter ranges, or worker numbers. */
  public enum ArbiterKind {
    STORE,
    ZOOKEEPER
  }

  /** The caches that nodes can share. */
  public enum SharedKind {
    NONE,
    REDIS
  }

  /** The forms a store of clicks has. */
  public enum ClicksKind {
    DUCKDB,
    NONE
  }

  /** The forms log lines have. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  public static final Setting<Path> DATA =
      key("data", "path", "./data", "Folder that everything kept is in.", Values::path);
  public static final Setting<Path> NODE_DATA =
      key(
          "node-data",
          "path",
          null,
          "Folder of what is this node's own (clicks, salts), where several nodes share the data"
              + " folder; absent: no other node may use it.",
          Values::path);
  public static final Setting<String> HOST =
      key("host", "address", "0.0.0.0", "Address that the listeners bind to.", Values::text);
  public static final Setting<Integer> PORT =
      port("port", "8080", "Port of the link listener, which redirects; 0 takes a free one.");
  public static final Setting<Integer> APP_PORT =
      port("app-port", "8081", "Port of the API and the dashboard; 0 takes a free one.");
  public static final Setting<Integer> MANAGEMENT_PORT =
      port("management-port", "9090", "Port of health and metrics; 0 takes a free one.");
  public static final Setting<String> MANAGEMENT_HOST =
      key(
          "management-host",
          "address",
          "127.0.0.1",
          "Address that the management listener binds to.",
          Values::text);
  public static final Setting<URI> PUBLIC_URL =
      key(
          "public-url",
          "origin",
          null,
          "Where visitors reach the link listener; `http://localhost:PORT` if absent.",
          Values::origin);
  public static final Setting<List<String>> DOMAINS =
      key("domains", "hosts", "", "Further hosts that links can live on.", Values::list);
  public static final Setting<Source> CODE_SOURCE =
      choice("code-source", Source.class, "permuted", "Where codes of domains come from at first.");
  public static final Setting<Alphabet> CODE_ALPHABET =
      key(
          "code-alphabet",
          "alphabet",
          "base62",
          "Their symbols: `base62`, `base58`, `base36`, `crockford32`, or 2 to 64 of one's own.",
          Values::alphabet);
  public static final Setting<Integer> CODE_LENGTH =
      key(
          "code-length",
          "number",
          "7",
          "How many symbols they have, the check symbol aside.",
          Values.integer(2, Alphabet.MOST_SYMBOLS));
  public static final Setting<Integer> CODE_LONGEST_LENGTH =
      key(
          "code-longest-length",
          "number",
          null,
          "How many they grow to as each length fills up; `code-length` if absent.",
          Values.integer(2, Alphabet.MOST_SYMBOLS));
  public static final Setting<Integer> CODE_FILL =
      key(
          "code-fill",
          "number",
          "100",
          "Percent of the codes of one length that are given out before those of the next.",
          Values.integer(1, 100));
  public static final Setting<Boolean> CODE_CHECK_SYMBOL =
      key(
          "code-check-symbol",
          "true, false",
          "false",
          "Whether they end in a symbol that tells a slip of the keyboard.",
          Values::truth);
  public static final Setting<WrongCase> CODE_WRONG_CASE =
      choice(
          "code-wrong-case",
          WrongCase.class,
          "refuse",
          "What becomes of a code that is known only in another spelling of its case.");
  public static final Setting<Integer> SUGGEST_LIMIT =
      key(
          "suggest-limit",
          "number",
          "20",
          "Unknown codes for which an address is offered known ones a minute; 0 for no limit.",
          Values.integer(0, 1_000_000));
  public static final Setting<Values.Range> ALIAS_LENGTH =
      key(
          "alias-length",
          "range",
          "4-50",
          "Fewest and most characters of a name that somebody chooses, 1 to 255.",
          Values.range(1, 255));
  public static final Setting<Integer> DATACENTER =
      key(
          "datacenter",
          "number",
          "0",
          "Whose 32 worker numbers stamped codes carry, 0 to 31; one for each store or ensemble that"
              + " grants them.",
          Values.integer(0, WorkerLeases.DATACENTERS - 1));
  public static final Setting<LinksKind> LINKS =
      choice(
          "links",
          LinksKind.class,
          "sqlite",
          "Store of links; `memory` forgets them at exit, `postgresql` and `cassandra` are shared by"
              + " several nodes.");
  public static final Setting<String> POSTGRESQL_URL =
      key(
          "postgresql-url",
          "address",
          null,
          "The database with `links=postgresql`: `jdbc:postgresql://db:5432/terse`, without a"
              + " password.",
          Values::database);
  public static final Setting<String> POSTGRESQL_USER =
      key("postgresql-user", "name", "terse", "Who we are there.", Values::text);
  public static final Setting<String> POSTGRESQL_PASSWORD =
      secret("postgresql-password", "Password there; absent: the server asks for none.");
  public static final Setting<Integer> POSTGRESQL_POOL =
      key(
          "postgresql-pool",
          "number",
          "16",
          "Connections this node keeps there at most.",
          Values.integer(PostgresSettings.LEAST_CONNECTIONS, 1_000));
  public static final Setting<Duration> POSTGRESQL_DEADLINE =
      key(
          "postgresql-deadline",
          "time",
          "5s",
          "How long a statement may take there, 1s or more; what took longer may have happened.",
          Values.duration(Duration.ofSeconds(1)));
  public static final Setting<List<String>> CASSANDRA =
      key(
          "cassandra",
          "servers",
          "",
          "Some servers of the ring with `links=cassandra`: `c1:9042,c2:9042,c3:9042`.",
          Values::servers);
  public static final Setting<String> CASSANDRA_DATACENTER =
      key(
          "cassandra-datacenter",
          "name",
          "datacenter1",
          "The datacenter of the ring that this node talks to.",
          Values::text);
  public static final Setting<String> CASSANDRA_KEYSPACE =
      key(
          "cassandra-keyspace",
          "name",
          "terse",
          "Where the tables are; made at the first start if it is not there.",
          Values::keyspace);
  public static final Setting<Integer> CASSANDRA_REPLICATION =
      key(
          "cassandra-replication",
          "number",
          "3",
          "How many copies a keyspace has that is made; with 3 one server may be lost.",
          Values.integer(1, 15));
  public static final Setting<String> CASSANDRA_USER =
      key("cassandra-user", "name", null, "Who we are there; absent: nobody asks.", Values::text);
  public static final Setting<String> CASSANDRA_PASSWORD =
      secret("cassandra-password", "Password there.");
  public static final Setting<Duration> CASSANDRA_DEADLINE =
      key(
          "cassandra-deadline",
          "time",
          "2s",
          "How long a statement may take there, 100ms or more; what took longer may have happened.",
          Values.duration(Duration.ofMillis(100)));
  public static final Setting<ArbiterKind> RANGES =
      choice(
          "ranges",
          ArbiterKind.class,
          "store",
          "Who grants the numbers behind links; `store` is the store of links.");
  public static final Setting<ArbiterKind> WORKERS =
      choice(
          "workers",
          ArbiterKind.class,
          "store",
          "Who grants the worker numbers of stamped codes; `store` is the store of links.");
  public static final Setting<ConnectString> ZOOKEEPER =
      key(
          "zookeeper",
          "servers",
          null,
          "ZooKeeper servers and the node that ours are under: `zk1:2181,zk2:2181,zk3:2181/terse`.",
          ConnectString::of);
  public static final Setting<Integer> REGION =
      key(
          "region",
          "number",
          "0",
          "Which of the regions this is, from 0; each has a ZooKeeper ensemble of its own.",
          Values.integer(0, 63));
  public static final Setting<Integer> REGIONS =
      key(
          "regions",
          "number",
          "1",
          "How many regions share the numbers out; fixed once links are created.",
          Values.integer(1, 64));
  public static final Setting<ClicksKind> CLICKS =
      choice("clicks", ClicksKind.class, "duckdb", "Store of clicks; `none` has no reports.");
  public static final Setting<Duration> FEED_RETENTION =
      key(
          "feed-retention",
          "time",
          "7d",
          "How long a change of a link is kept for nodes that have not heard of it, 1m or more.",
          Values.duration(Duration.ofMinutes(1)));
  public static final Setting<Path> GEO_DATABASE =
      key(
          "geo-database",
          "path",
          null,
          "MaxMind-format file (.mmdb) that addresses are looked up in; absent: places are"
              + " unknown.",
          Values::path);
  public static final Setting<List<String>> TRUSTED_PROXIES =
      key(
          "trusted-proxies",
          "CIDR list",
          "",
          "Networks whose X-Forwarded-For is believed.",
          Values::list);
  public static final Setting<Integer> CREATE_LIMIT =
      key(
          "create-limit",
          "number",
          "100",
          "Links each API key may create a minute; 0 for no limit.",
          Values.integer(0, 100_000_000));
  public static final Setting<String> ADMIN_KEY =
      secret("admin-key", "The first API key's secret; made up at first start if absent.");
  public static final Setting<Integer> LINK_LOOPS =
      key(
          "link-loops",
          "number",
          "0",
          "Event loops that redirect; 0 for one on every second processor.",
          Values.integer(0, 256));
  public static final Setting<Long> CACHE_SIZE =
      key("cache-size", "size", "256m", "About how much memory cached links take.", Values::size);
  public static final Setting<SharedKind> L2 =
      choice(
          "l2",
          SharedKind.class,
          "none",
          "Cache that nodes share between their own memory and the store of links.");
  public static final Setting<RedisAddress> REDIS_URL =
      add(
          new Setting<>(
              "redis-url",
              "address",
              null,
              "Where Redis is: `redis://HOST:PORT`, `rediss://…`,"
                  + " `redis-sentinel://HOST:PORT,HOST:PORT#MASTER` or"
                  + " `redis-cluster://HOST:PORT,HOST:PORT`.",
              true,
              RedisAddress::of));
  public static final Setting<Duration> CUT_OFF_LIMIT =
      key(
          "cut-off-limit",
          "time",
          "10m",
          "How long a node that cannot reach a shared store redirects by what it knew; 0s for not at"
              + " all.",
          Values::duration);
  public static final Setting<Long> JOURNAL_SEGMENT_SIZE =
      key("journal-segment-size", "size", "2m", "Size of a journal segment.", Values::size);
  public static final Setting<Long> JOURNAL_MAX_SIZE =
      key(
          "journal-max-size",
          "size",
          "1g",
          "Room for clicks that are not taken in yet; beyond it they are counted as lost.",
          Values::size);
  public static final Setting<Duration> JOURNAL_SYNC_INTERVAL =
      key(
          "journal-sync-interval",
          "time",
          "1s",
          "Clicks that power loss may take, as time.",
          Values::duration);
  public static final Setting<Duration> SALT_PERIOD =
      key(
          "salt-period",
          "time",
          "1d",
          "How long visitors are recognised, 1m to 30d; then the salt is destroyed.",
          Values::duration);
  public static final Setting<Integer> KEEP_CLICKS =
      key(
          "keep-clicks",
          "days",
          "0",
          "Days that single clicks are kept, which filters and minutes need; 0 for good.",
          Values.integer(0, 36_500));
  public static final Setting<Integer> KEEP_HOURS =
      key(
          "keep-hours",
          "days",
          "0",
          "Days that hours are kept, at least as long as single clicks, then days alone; 0 for"
              + " good.",
          Values.integer(0, 36_500));
  public static final Setting<Integer> MAX_IN_FLIGHT =
      key(
          "max-in-flight",
          "number",
          "512",
          "API requests under way at once; beyond it they answer 503.",
          Values.integer(1, 100_000));
  public static final Setting<Integer> MAX_REPORTS =
      key(
          "max-reports",
          "number",
          "16",
          "Reports under way or waiting at once; beyond it they answer 503.",
          Values.integer(1, 10_000));
  public static final Setting<Integer> MAX_STREAMS =
      key(
          "max-streams",
          "number",
          "64",
          "Bulk requests and event streams open at once; beyond it they answer 503.",
          Values.integer(1, 10_000));
  public static final Setting<Duration> SHED_LAG =
      key(
          "shed-lag",
          "time",
          "100ms",
          "Lag of the redirect loops, time and again, beyond which creates and reports answer 503;"
              + " 0ms for never.",
          Values::duration);
  public static final Setting<Long> MAX_BODY =
      key("max-body", "size", "256k", "Size of a request body, bulk aside.", Values::size);
  public static final Setting<Long> BULK_MAX_SIZE =
      key("bulk-max-size", "size", "1g", "Size of a bulk request.", Values::size);
  public static final Setting<Integer> BULK_MAX_LINES =
      key(
          "bulk-max-lines",
          "number",
          "1000000",
          "Lines of a bulk request.",
          Values.integer(1, 1_000_000_000));
  public static final Setting<Long> BULK_MAX_BUFFER =
      key(
          "bulk-max-buffer",
          "size",
          "8m",
          "Bulk answers that wait in memory for a client that does not read.",
          Values::size);
  public static final Setting<List<String>> CORS_ORIGINS =
      key(
          "cors-origins",
          "origins",
          "",
          "Origins whose pages may call the API from a browser; `*` for any.",
          Values::list);
  public static final Setting<LogFormat> LOG_FORMAT =
      choice("log-format", LogFormat.class, "text", "Form of log lines.");

  private Settings() {}

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.copyOf(LIST);
  }

  private static Setting<Integer> port(String name, String fallback, String description) {
    return key(name, "port", fallback, description, Values.integer(0, 65_535));
  }

  private static <E extends Enum<E>> Setting<E> choice(
      String name, Class<E> type, String fallback, String description) {
    return key(name, Values.choices(type), fallback, description, Values.choice(type));
  }

  private static Setting<String> secret(String name, String description) {
    return add(new Setting<>(name, "secret", null, description, true, Values::text));
  }

  private static <T> Setting<T> key(
      String name,
      String type,
      @Nullable String fallback,
      String description,
      Function<String, T> parse) {
    return add(new Setting<>(name, type, fallback, description, false, parse));
  }

  private static <T> Setting<T> add(Setting<T> setting) {
    LIST.add(setting);
    return setting;
  }
}
