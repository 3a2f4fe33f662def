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
      await("replica follows").atMost(START_LIMIT).until(() -> isFollowed(master));
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

  /** One that never followed its master is not fit to take its place, and never will. */
  private static boolean isFollowed(RedisServer master) {
    return master.command("WAIT", "1", "100").equals(":1");
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

  /** A cluster of three masters, whole before this returns. */
  public static RedisGroup cluster(Path folder) throws IOException {
    return cluster(folder, 0);
  }

  /** A cluster of three masters with a replica each, which may take their places. */
  public static RedisGroup clusterWithReplicas(Path folder) throws IOException {
    return cluster(folder, 1);
  }

  private static RedisGroup cluster(Path folder, int replicas) throws IOException {
    RedisGroup group = new RedisGroup(new ArrayList<>(), List.of());
    try {
      for (int i = 0; i < MASTERS * (1 + replicas); i++) {
        group.add(
            RedisServer.start(
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "1500",
                "--cluster-port",
                "" + FreePort.next()));
      }
      group.join(replicas);
      await("cluster is whole").atMost(START_LIMIT).until(group::isWhole);
      await("replicas follow")
          .atMost(START_LIMIT)
          .until(
              () ->
                  replicas == 0
                      || group.members.stream().limit(MASTERS).allMatch(RedisGroup::isFollowed));
      return group;
    } catch (IOException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private void join(int replicas) throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    members.forEach(each -> command.add("127.0.0.1:" + each.port()));
    command.addAll(List.of("--cluster-replicas", "" + replicas, "--cluster-yes"));
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
