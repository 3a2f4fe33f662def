package terse.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Connects to a ring, and sees to it that our tables are there. */
final class Ring {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Tables are made on all servers at once, which takes its time. */
  private static final Duration PREPARE = Duration.ofSeconds(30);

  private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
  private static final Duration RECONNECT_LAST = Duration.ofSeconds(2);

  private Ring() {}

  /** Makes what is missing, and connects. */
  static Cql open(CassandraSettings settings) {
    try {
      CqlSession session = session(settings);
      try {
        keyspace(session, settings);
        execute(session, "USE " + settings.keyspace());
        tables(session, settings);
        return new Cql(session);
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (DriverException | IllegalStateException e) {
      throw new TerseException(
          Fault.STORE_UNAVAILABLE,
          "Cassandra at "
              + String.join(",", settings.contactPoints())
              + " cannot be used in datacenter '"
              + settings.datacenter()
              + "': "
              + e.getMessage(),
          e);
    }
  }

  private static CqlSession session(CassandraSettings settings) {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .addContactPoints(settings.contactPoints().stream().map(Ring::address).toList())
            .withLocalDatacenter(settings.datacenter())
            .withApplicationName("terse")
            .withConfigLoader(options(settings));
    String user = settings.user();
    if (user != null) {
      String password = settings.password();
      builder = builder.withAuthCredentials(user, password == null ? "" : password);
    }
    return builder.build();
  }

  private static ResultSet execute(CqlSession session, String cql, Object... values) {
    return session.execute(SimpleStatement.newInstance(cql, values).setTimeout(PREPARE));
  }

  private static DriverConfigLoader options(CassandraSettings settings) {
    ProgrammaticDriverConfigLoaderBuilder builder =
        DriverConfigLoader.programmaticBuilder(Ring.class.getClassLoader())
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.deadline())
            .withString(DefaultDriverOption.REQUEST_CONSISTENCY, Cql.usual().name())
            .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "SERIAL")
            .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
            .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT)
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONNECT)
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, CONNECT)
            .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, RECONNECT_FIRST)
            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, RECONNECT_LAST)
            .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
            .withBoolean(DefaultDriverOption.PREPARE_ON_ALL_NODES, true)
            .withStringList(
                DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                List.of(settings.keyspace()));
    return builder.build();
  }

  private static InetSocketAddress address(String contactPoint) {
    int colon = contactPoint.lastIndexOf(':');
    return new InetSocketAddress(
        contactPoint.substring(0, colon), Integer.parseInt(contactPoint.substring(colon + 1)));
  }

  private static void keyspace(CqlSession session, CassandraSettings settings) {
    boolean isThere =
        execute(
                    session,
                    "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?",
                    settings.keyspace())
                .one()
            != null;
    if (isThere) {
      return;
    }
    int servers = session.getMetadata().getNodes().size();
    if (servers < settings.replication()) {
      throw new IllegalStateException(
          "it has "
              + servers
              + " servers, fewer than the "
              + settings.replication()
              + " copies asked for");
    }
    execute(
        session,
        "CREATE KEYSPACE IF NOT EXISTS "
            + settings.keyspace()
            + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
            + settings.datacenter().replace("'", "''")
            + "': "
            + settings.replication()
            + "}");
  }

  private static void tables(CqlSession session, CassandraSettings settings) {
    Set<String> there =
        execute(
                session,
                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?",
                settings.keyspace())
            .all()
            .stream()
            .map(row -> String.valueOf(row.getString("table_name")))
            .collect(Collectors.toSet());
    if (!there.isEmpty() && !there.contains("meta")) {
      throw new IllegalStateException(
          "the keyspace '" + settings.keyspace() + "' belongs to another program");
    }
    Tables.statements()
        .forEach(
            (name, statement) -> {
              if (!there.contains(name)) {
                execute(session, statement);
              }
            });
    version(session, there.contains("meta"));
  }

  private static void version(CqlSession session, boolean isThere) {
    if (!isThere) {
      execute(
          session,
          "INSERT INTO meta (id, identity, version) VALUES (0, ?, ?) IF NOT EXISTS",
          UUID.randomUUID().toString(),
          Tables.VERSION);
    }
    Row row = execute(session, "SELECT version FROM meta WHERE id = 0").one();
    if (row == null || row.getInt("version") > Tables.VERSION) {
      throw new IllegalStateException("its tables were written by a newer version of Terse");
    }
  }
}
