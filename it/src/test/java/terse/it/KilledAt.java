package terse.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step at which a node is killed: as a thread of it enters a system call for the n-th time from
 * now. strace delivers the SIGKILL before the call does anything.
 *
 * @param thread how the thread's name begins; Linux knows 15 characters of it
 * @param calls the system calls, separated by commas
 * @param nth 1 or more
 */
record KilledAt(String thread, String calls, int nth) {
  private static final String ATTACHED = " attached";

  /** Arms the trap; once this returns, the node dies at the step. */
  Process set(TerseNode node) throws IOException {
    Process trap =
        new ProcessBuilder(
                "strace",
                "-p",
                threadOf(node),
                "-e",
                "trace=" + calls,
                "-e",
                "inject=%s:signal=KILL:when=%d".formatted(calls, nth))
            .redirectErrorStream(true)
            .start();
    BufferedReader said = trap.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.endsWith(ATTACHED)) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return trap;
      }
    }
    throw new IllegalStateException("strace could not attach to " + this);
  }

  private String threadOf(TerseNode node) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", node.pid() + "", "task"))) {
      for (Path each : threads.toList()) {
        if (Files.readString(each.resolve("comm")).startsWith(thread)) {
          return each.getFileName().toString();
        }
      }
    }
    throw new IllegalStateException("the node has no thread " + thread);
  }

  /** Each step of a create and of a click, in order. */
  static List<KilledAt> steps() {
    String written = "write,writev,sendto,sendmsg";
    return List.of(
        new KilledAt("sql-writer", "pwrite64", 1),
        new KilledAt("sql-writer", "pwrite64", 4),
        new KilledAt("sql-writer", "fsync,fdatasync", 1),
        new KilledAt("sql-writer", "fsync,fdatasync", 2),
        new KilledAt("vert.x-eventloo", written, 1),
        new KilledAt(
            "redirect-", "io_uring_enter,epoll_wait,epoll_pwait,epoll_pwait2," + written, 2),
        new KilledAt(
            "redirect-", "io_uring_enter,epoll_wait,epoll_pwait,epoll_pwait2," + written, 3),
        new KilledAt(
            "redirect-", "io_uring_enter,epoll_wait,epoll_pwait,epoll_pwait2," + written, 4),
        new KilledAt("duckdb-worker", "write,pwrite64", 1),
        new KilledAt("duckdb-worker", "fsync,fdatasync", 1),
        new KilledAt("duckdb-worker", "fsync,fdatasync", 2));
  }
}
