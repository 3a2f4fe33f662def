package terse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** CPU time of a server's threads, by what they do, between two moments. */
final class CpuShares {
  private final Proc proc;
  private Map<String, Duration> before = Map.of();

  CpuShares(Proc proc) {
    this.proc = proc;
  }

  /** Begins anew. */
  void start() throws IOException {
    before = now();
  }

  /** Microseconds that each group took for each of so many actions. */
  String since(double actions) throws IOException {
    var text = new StringBuilder();
    for (var each : now().entrySet()) {
      var earlier = before.getOrDefault(each.getKey(), Duration.ZERO);
      var micros = each.getValue().minus(earlier).toNanos() / 1e3 / actions;
      if (micros >= 0.005) {
        text.append(String.format(Locale.ROOT, "  %s %.2f", each.getKey(), micros));
      }
    }
    return text.toString();
  }

  private Map<String, Duration> now() throws IOException {
    var groups = proc.cpuBy(CpuShares::group);
    groups.put("whole", proc.cpu());
    return groups;
  }

  /** Linux keeps the first 15 characters of a name. */
  private static String group(String name) {
    if (name.startsWith("vert.x-event")) {
      return "loop";
    }
    if (name.startsWith("ForkJoin")) {
      return "virtual";
    }
    if (name.startsWith("sql-")) {
      return name.replaceAll("\\W*\\d+$", "");
    }
    if (name.startsWith("G1") || name.startsWith("GC ") || name.startsWith("VM ")) {
      return "gc";
    }
    return name.startsWith("C1 ") || name.startsWith("C2 ") ? "jit" : "other";
  }
}
