package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server on loopback, on a free port, with data in a folder of its own under the
 * system's temporary one. It runs as the user {@code postgres} where the tests run as root, which
 * the server refuses. Debian's package {@code postgresql} must be installed.
 */
public final class PostgresServer implements AutoCloseable {
  /** A user who may do anything and is asked for no password. */
  public static final String USER = "postgres";

  /** A user who may do anything and is asked for {@link #PASSWORD}. */
  public static final String GUARDED = "guarded";

  public static final String PASSWORD = "pässword";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Makes a server with no database of ours and starts it. */
  public static PostgresServer start() throws IOException {
    return start(PostgresBinaries.folder());
  }

  /**
   * The same with its files in a folder of their own under another, for what a disk is to be
   * measured by.
   */
  public static PostgresServer startIn(Path parent) throws IOException {
    return start(PostgresBinaries.folder(parent));
  }

  private static PostgresServer start(Path folder) throws IOException {
    PostgresServer server = new PostgresServer(folder, FreePort.next());
    try {
      server.initialise();
      server.resume();
      server.sql(
          "postgres", "CREATE ROLE " + GUARDED + " SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
      return server;
    } catch (RuntimeException | IOException e) {
      server.close();
      throw e;
    }
  }

  /** Makes a standby that follows this server, without which a commit is not acknowledged. */
  public PostgresServer standby() throws IOException {
    PostgresServer standby = new PostgresServer(PostgresBinaries.folder(), FreePort.next());
    try {
      PostgresBinaries.run(
          List.of(
              "pg_basebackup",
              "--checkpoint=fast",
              "--write-recovery-conf",
              "--wal-method=stream",
              "--no-sync",
              "--pgdata=" + standby.data(),
              "--dbname=host=127.0.0.1 user=" + USER + " port=" + port));
      standby.configure();
      standby.resume();
      sql(
          "postgres",
          "ALTER SYSTEM SET synchronous_standby_names = '*'",
          "SELECT pg_reload_conf()");
      return standby;
    } catch (RuntimeException | IOException e) {
      standby.close();
      throw e;
    }
  }

  /** Makes a standby a server of its own, which waits for nobody; returns when it takes changes. */
  public void promote() throws IOException {
    sql(
        "postgres",
        "SELECT pg_promote()",
        "ALTER SYSTEM RESET synchronous_standby_names",
        "SELECT pg_reload_conf()");
  }

  /** Where a driver finds a database. */
  public String url(String database) {
    return "jdbc:postgresql://" + address() + "/" + database;
  }

  /** Where a driver finds it on whichever of this server and its standby takes changes. */
  public String url(String database, PostgresServer standby) {
    return "jdbc:postgresql://"
        + address()
        + ","
        + standby.address()
        + "/"
        + database
        + "?targetServerType=primary&hostRecheckSeconds=0";
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  /** Runs statements in a database, as {@code psql} would; what they print. */
  public String sql(String database, String... statements) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("psql", "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1"));
    command.addAll(List.of("-h", folder.toString(), "-p", "" + port, "-d", database));
    for (String statement : statements) {
      command.add("-c");
      command.add(statement);
    }
    return PostgresBinaries.run(command);
  }

  /** Makes an empty database. */
  public void create(String database) throws IOException {
    sql("postgres", "CREATE DATABASE " + database);
  }

  /** Makes a database that is like another, which nobody is connected to. */
  public void copy(String template, String database) throws IOException {
    sql("postgres", "CREATE DATABASE " + database + " TEMPLATE " + template);
  }

  /** kill -9 of the server, all whose processes end then. */
  public void kill() {
    Process running = process;
    if (running != null) {
      List<ProcessHandle> children = running.descendants().toList();
      running.destroyForcibly().onExit().join();
      children.forEach(child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
      process = null;
    }
  }

  /** SIGSTOP of all its processes: they neither answer nor close their connections. */
  public void pause() {
    Process running = running();
    Signals.stop(running.pid());
    running.descendants().forEach(child -> Signals.stop(child.pid()));
  }

  /** SIGCONT after {@link #pause}, or a start after {@link #kill}; waits until it serves. */
  public void resume() throws IOException {
    Process running = process;
    if (running == null) {
      launch();
    } else {
      running.descendants().forEach(child -> Signals.resume(child.pid()));
      Signals.resume(running.pid());
    }
    awaitServing();
  }

  /** Stops it, which alone gives back its shared memory, and removes its data. */
  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      Signals.interrupt(running.pid());
      running.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> running).join();
    }
    kill();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise() throws IOException {
    PostgresBinaries.run(
        List.of(
            "initdb",
            "-D",
            data().toString(),
            "-U",
            USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    Files.writeString(
        data().resolve("pg_hba.conf"),
        """
        local all         postgres              trust
        host  all         postgres 127.0.0.1/32 trust
        host  all         all      127.0.0.1/32 scram-sha-256
        host  replication postgres 127.0.0.1/32 trust
        """);
    configure();
  }

  private void configure() throws IOException {
    Files.writeString(
        data().resolve("postgresql.conf"),
        """
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = '%s'
        max_connections = 100
        dynamic_shared_memory_type = mmap
        shared_buffers = 64MB
        timezone = 'UTC'
        """
            .formatted(port, folder));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  private void launch() throws IOException {
    process =
        new ProcessBuilder(PostgresBinaries.command(List.of("postgres", "-D", data().toString())))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  private void awaitServing() {
    await("PostgreSQL serves")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!running().isAlive()) {
                throw new AssertionError("it ended: " + Files.readString(log()));
              }
              return isServing();
            });
  }

  private boolean isServing() {
    try {
      sql("postgres", "SELECT 1");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("PostgreSQL does not run");
    }
    return process;
  }
}
