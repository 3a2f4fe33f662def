package terse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What Linux tells of a process: CPU time of all and of some of its threads, and memory. */
record Proc(long pid) {
  private static final long TICK_MILLIS = 10;

  /** CPU time of the whole process, user and system. */
  Duration cpu() throws IOException {
    return cpu(folder().resolve("stat"));
  }

  /** CPU time of the threads whose name is wanted. */
  Duration cpu(Predicate<String> wanted) throws IOException {
    var sum = Duration.ZERO;
    try (var tasks = Files.list(folder().resolve("task"))) {
      for (var task : tasks.toList()) {
        if (wanted.test(Files.readString(task.resolve("comm")).strip())) {
          sum = sum.plus(schedule(task.resolve("schedstat")));
        }
      }
    }
    return sum;
  }

  /** CPU time of the threads there are, summed by the name that a thread's name leads to. */
  Map<String, Duration> cpuBy(UnaryOperator<String> group) throws IOException {
    var sums = new TreeMap<String, Duration>();
    try (var tasks = Files.list(folder().resolve("task"))) {
      for (var task : tasks.toList()) {
        var name = group.apply(Files.readString(task.resolve("comm")).strip());
        sums.merge(name, schedule(task.resolve("schedstat")), Duration::plus);
      }
    }
    return sums;
  }

  /** Memory in RAM, in bytes. */
  long residentBytes() throws IOException {
    for (var line : Files.readAllLines(folder().resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }

  /** Nanoseconds on a CPU: finer than the ticks of stat. */
  private static Duration schedule(Path file) throws IOException {
    return Duration.ofNanos(Long.parseLong(Files.readString(file).split(" ", -1)[0]));
  }

  private static Duration cpu(Path stat) throws IOException {
    var text = Files.readString(stat);
    List<String> fields = Arrays.asList(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
    var ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }
}
