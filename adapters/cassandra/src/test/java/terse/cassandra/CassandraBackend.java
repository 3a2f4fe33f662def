package terse.cassandra;

import static java.util.stream.Collectors.joining;

import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import terse.link.LinkStore;
import terse.testkit.CassandraServer;
import terse.testkit.LinkBackend;

/**
 * Links in Cassandra: durable, open to several processes, held up by a server that stands still.
 * All tests of a process share a server and its tables, which are emptied for each new folder.
 */
public final class CassandraBackend implements LinkBackend {
  static final String KEYSPACE = "terse";

  private static final int FEW = 200;
  private static final Map<String, List<String>> KEYS = new ConcurrentHashMap<>();

  private static @Nullable CassandraServer server;
  private static @Nullable Cql connection;

  @Override
  public LinkStore open(Path folder) {
    return stores(folder).links();
  }

  @Override
  public LinkStore open(Path folder, Duration deadline) {
    return CassandraStores.open(settings(folder).withDeadline(deadline), InstantSource.system())
        .links();
  }

  static CassandraStores stores(Path folder) {
    return stores(folder, InstantSource.system());
  }

  static CassandraStores stores(Path folder, InstantSource clock) {
    CassandraSettings settings = settings(folder);
    return CassandraStores.over(shared(settings), () -> {}, settings, clock);
  }

  @Override
  public Hold hold(Path folder) {
    CassandraServer running = server();
    running.pause();
    return () -> {
      try {
        running.resume();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean canStall() {
    return true;
  }

  /** The ring of a folder; its address is written there, for other processes. */
  static CassandraSettings settings(Path folder) {
    Path address = folder.resolve("cassandra.address");
    try {
      if (Files.notExists(address)) {
        CassandraSettings fresh = settings(server().contactPoint());
        empty(fresh);
        Files.writeString(address, server().contactPoint());
      }
      return settings(Files.readString(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CassandraSettings settings(String contactPoint) {
    return CassandraSettings.of(List.of(contactPoint), CassandraServer.DATACENTER, KEYSPACE, 1)
        .withDeadline(Duration.ofSeconds(10));
  }

  private static void empty(CassandraSettings settings) {
    Cql cql = shared(settings);
    try (Together together = new Together()) {
      together.each(
          Tables.names().stream().filter(table -> !table.equals("meta")).toList(),
          table -> empty(cql, table));
    }
  }

  /** To empty a table at once takes long; to delete a few partitions does not. */
  private static String empty(Cql cql, String table) {
    List<String> key = KEYS.computeIfAbsent(table, each -> partitionKey(cql, each));
    String columns = String.join(", ", key);
    List<Row> rows = cql.read("SELECT DISTINCT " + columns + " FROM " + table + " LIMIT " + FEW);
    if (rows.size() == FEW) {
      cql.write("TRUNCATE " + table);
      return table;
    }
    String where = key.stream().map(column -> column + " = ?").collect(joining(" AND "));
    for (Row row : rows) {
      Object[] values = key.stream().map(row::getObject).toArray();
      cql.write("DELETE FROM " + table + " WHERE " + where, values);
    }
    return table;
  }

  private static List<String> partitionKey(Cql cql, String table) {
    return cql
        .read(
            "SELECT column_name, kind, position FROM system_schema.columns"
                + " WHERE keyspace_name = ? AND table_name = ?",
            KEYSPACE,
            table)
        .stream()
        .filter(row -> "partition_key".equals(row.getString("kind")))
        .sorted(Comparator.comparingInt(row -> row.getInt("position")))
        .map(row -> String.valueOf(row.getString("column_name")))
        .toList();
  }

  /** The connection that the tests of a process share, since to make one takes its time. */
  static synchronized Cql shared(CassandraSettings settings) {
    Cql known = connection;
    if (known == null) {
      known = Ring.open(settings);
      connection = known;
    }
    return known;
  }

  /** The server that the tests of this process share; it ends with the process. */
  static synchronized CassandraServer server() {
    CassandraServer known = server;
    if (known != null) {
      return known;
    }
    try {
      CassandraServer started = CassandraServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      server = started;
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
