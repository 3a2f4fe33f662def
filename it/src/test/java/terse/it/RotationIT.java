package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real nodes mint while their secret is changed twice: every code is one link, everywhere.
 */
@Tag("patient")
final class RotationIT {
  @TempDir Path folder;
  private final Set<String> codes = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean minting = new AtomicBoolean(true);

  @Test
  void codesStayWhatTheyAreWhileTheSecretChanges() throws Exception {
    try (TerseNode a = TerseNode.startBeside(folder, "a");
        TerseNode b = TerseNode.startBeside(folder, "b");
        TerseNode c = TerseNode.startBeside(folder, "c");
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Integer>> made = new ArrayList<>();
      for (TerseNode node : List.of(a, b, c)) {
        made.add(threads.submit(() -> mint(node)));
      }
      rotate(a, 2);
      rotate(c, 3);
      minting.set(false);
      int total = 0;
      for (Future<Integer> each : made) {
        total += each.get();
      }
      assertThat(codes).hasSize(total);
      assertAllResolveOn(a);
      assertAllResolveOn(b);
    }
  }

  private void rotate(TerseNode node, int epoch) throws Exception {
    int before = codes.size();
    while (codes.size() < before + 1_000) {
      LockSupport.parkNanos(1_000_000);
    }
    try (TerseClient admin = node.client()) {
      assertThat(admin.post("/api/v1/code-keys", "{}").body()).contains("\"epoch\":" + epoch);
    }
  }

  private int mint(TerseNode node) throws Exception {
    int made = 0;
    String lines =
        String.join("\n", Collections.nCopies(200, "{\"url\":\"https://example.com/\"}"));
    try (TerseClient client = node.client()) {
      do {
        List<String> answers = client.bulk(lines).lines().toList();
        for (String answer : answers) {
          assertThat(codes.add(answer.replaceAll(".*\"code\":\"([^\"]*)\".*", "$1"))).isTrue();
          made++;
        }
      } while (minting.get());
    }
    return made;
  }

  private void assertAllResolveOn(TerseNode node) throws Exception {
    try (TerseClient client = node.client()) {
      int step = 1 + codes.size() / 2_000;
      List<String> all = new ArrayList<>(new HashSet<>(codes));
      for (int i = 0; i < all.size(); i += step) {
        assertThat(client.click(all.get(i)).statusCode()).as(all.get(i)).isEqualTo(302);
      }
    }
  }
}
