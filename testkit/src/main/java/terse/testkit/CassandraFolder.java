package terse.testkit;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a {@link CassandraServer}: its settings, its data, and how it is started from it.
 */
record CassandraFolder(Path path, String address, int clientPort) {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 4L << 30;

  /** What Cassandra asks for on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.management.rmi/com.sun.jmx.remote.internal.rmi=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED",
          "--add-exports=java.sql/java.sql=ALL-UNNAMED",
          "--add-exports=java.base/java.lang.ref=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.reflect=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.math=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.module=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.util.jar=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED");

  private static final List<String> FLAGS =
      List.of(
          "-Xmx384m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djdk.attach.allowAttachSelf=true",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dcassandra.ring_delay_ms=1000",
          "-Dcassandra.skip_wait_for_gossip_to_settle=0",
          "-Dcassandra.superuser_setup_delay_ms=0");

  /**
   * Makes one.
   *
   * @param index which of the {@code size} servers of the ring it is, from 0
   */
  static CassandraFolder create(
      String address, int storagePort, int clientPort, int index, int size) throws IOException {
    boolean inMemory =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
    Path path =
        inMemory
            ? Files.createTempDirectory(MEMORY, "terse-cassandra-")
            : Files.createTempDirectory("terse-cassandra-");
    Files.createDirectory(path.resolve("tmp"));
    Files.writeString(
        path.resolve("cassandra.yaml"), yaml(path, address, storagePort, clientPort, index, size));
    Files.writeString(
        path.resolve("logback.xml"),
        """
        <configuration>
          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level %logger{1} %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="OUT"/></root>
        </configuration>
        """);
    return new CassandraFolder(path, address, clientPort);
  }

  private static String yaml(
      Path path, String address, int storagePort, int clientPort, int index, int size) {
    return """
        cluster_name: terse
        num_tokens: 1
        initial_token: '%s'
        auto_bootstrap: false
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters: [{seeds: "127.0.0.1"}]
        listen_address: %s
        rpc_address: %s
        storage_port: %d
        native_transport_port: %d
        data_file_directories: [%s/data]
        commitlog_directory: %s/commitlog
        hints_directory: %s/hints
        saved_caches_directory: %s/saved_caches
        cdc_raw_directory: %s/cdc_raw
        commitlog_sync: batch
        commitlog_segment_size: 8MiB
        commitlog_disk_access_mode: legacy
        disk_access_mode: standard
        auto_snapshot: false
        memtable_heap_space: 64MiB
        memtable_offheap_space: 64MiB
        key_cache_size: 8MiB
        counter_cache_size: 4MiB
        file_cache_size: 32MiB
        networking_cache_size: 32MiB
        concurrent_reads: 8
        concurrent_writes: 8
        concurrent_counter_writes: 8
        concurrent_compactors: 1
        authenticator: AllowAllAuthenticator
        authorizer: AllowAllAuthorizer
        """
        .formatted(
            token(index, size),
            address,
            address,
            storagePort,
            clientPort,
            path,
            path,
            path,
            path,
            path);
  }

  /** Tokens go from -2^63 to 2^63 - 1. */
  private static BigInteger token(int index, int size) {
    BigInteger all = BigInteger.ONE.shiftLeft(64);
    return all.multiply(BigInteger.valueOf(index))
        .divide(BigInteger.valueOf(size))
        .subtract(BigInteger.ONE.shiftLeft(63))
        .add(BigInteger.ONE);
  }

  /** The command that starts a server from here. */
  List<String> command(Path java, String classPath) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-javaagent:" + jamm(classPath)));
    command.addAll(FLAGS);
    command.addAll(OPENED);
    command.addAll(
        List.of(
            "-Dcassandra.jmx.local.port=" + freePort(),
            "-Dcassandra.config=" + path.resolve("cassandra.yaml").toUri(),
            "-Dcassandra.storagedir=" + path,
            "-Dlogback.configurationFile=" + path.resolve("logback.xml"),
            "-Djava.io.tmpdir=" + path.resolve("tmp"),
            "-Djna.tmpdir=" + path.resolve("tmp"),
            "-cp",
            classPath.strip(),
            "org.apache.cassandra.service.CassandraDaemon"));
    return command;
  }

  private static String jamm(String classPath) {
    return Stream.of(classPath.strip().split(File.pathSeparator))
        .filter(jar -> jar.contains("jamm"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no agent that measures memory in " + classPath));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Path log() {
    return path.resolve("log");
  }
}
