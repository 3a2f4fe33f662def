package terse.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several Redis processes that belong together: a master under sentinels, or a cluster. */
public final class RedisGroup implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int SENTINELS = 3;
  private static final int MASTERS = 3;

  private final List<RedisServer> members;
  private final List<RedisServer> sentinels;

  private RedisGroup(List<RedisServer> members, List<RedisServer> sentinels) {
    this.members = members;
    this.sentinels = sentinels;
  }

  /** A master, a replica and three sentinels, which agree before this returns. */
  public static RedisGroup underSentinels(Path folder) throws IOException {
    RedisGroup group = new RedisGroup(new ArrayList<>(), new ArrayList<>());
    try {
      RedisServer master = group.add(RedisServer.start(folder));
      group.add(RedisServer.start(folder, "--replicaof", "127.0.0.1 " + master.port()));
      for (int i = 0; i < SENTINELS; i++) {
        group.sentinels.add(RedisServer.startSentinel(folder, master, 2));
      }
      await("sentinels agree").atMost(START_LIMIT).until(group::sentinelsAgree);
      return group;
    } catch (IOException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private RedisServer add(RedisServer member) {
    members.add(member);
    return member;
  }

  private boolean sentinelsAgree() {
    return sentinels.stream()
            .allMatch(each -> each.command("SENTINEL", "CKQUORUM", "main").startsWith("+OK"))
        && sentinels.stream()
            .noneMatch(each -> each.command("SENTINEL", "REPLICAS", "main").equals("*0"));
  }

  /** A cluster of three masters with a replica each, whole before this returns. */
  public static RedisGroup cluster(Path folder) throws IOException {
    RedisGroup group = new RedisGroup(new ArrayList<>(), List.of());
    try {
      for (int i = 0; i < 2 * MASTERS; i++) {
        group.add(
            RedisServer.start(
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "1500",
                "--cluster-port",
                "" + RedisServer.freePort()));
      }
      group.join();
      await("cluster is whole").atMost(START_LIMIT).until(group::isWhole);
      return group;
    } catch (IOException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private void join() throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    members.forEach(each -> command.add("127.0.0.1:" + each.port()));
    command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IllegalStateException("the cluster was not made: status " + status);
    }
  }

  private boolean isWhole() {
    return members.stream()
        .allMatch(
            each ->
                each.command("SET", "{06S}probe", "1").matches("\\+OK|-MOVED .*")
                    && !each.command("GET", "{06S}probe").startsWith("-CLUSTERDOWN"));
  }

  /** Where clients find it. */
  public String url() {
    return sentinels.isEmpty()
        ? "redis-cluster://" + hosts(members)
        : "redis-sentinel://" + hosts(sentinels) + "#main";
  }

  private static String hosts(List<RedisServer> servers) {
    return servers.stream()
        .map(each -> "127.0.0.1:" + each.port())
        .collect(Collectors.joining(","));
  }

  /** The servers that hold data; the first was a master when it was made. */
  public List<RedisServer> members() {
    return List.copyOf(members);
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    members.forEach(RedisServer::close);
  }
}
