package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed between append, commit and answer, of links and of clicks: as it is about to
 * write to its log, to sync it, to answer, to store clicks and to commit them.
 */
final class KilledAtEveryStepIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ledger ledger = new Ledger();

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedIsKeptAndWhatWasAnsweredIsCountedOnce() throws Exception {
    for (KilledAt step : KilledAt.steps()) {
      try (TerseNode node = TerseNode.start(data, "--create-limit", "0")) {
        ledger.verify(node);
        dieAt(step, node);
      }
    }
    try (TerseNode node = TerseNode.start(data)) {
      ledger.verify(node);
    }
    assertThat(ledger.links()).isGreaterThan(KilledAt.steps().size() / 2);
  }

  private void dieAt(KilledAt step, TerseNode node) throws IOException, InterruptedException {
    Process trap = step.set(node);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (TerseClient client = node.client()) {
      for (int i = 0; System.nanoTime() < end; i++) {
        ledger.createAndClick(client, i % 2 == 0);
      }
    } catch (IOException died) {
      assertThat(node.exitCode(PATIENCE)).as("killed at %s", step).isEqualTo(137);
    }
    assertThat(node.isAlive()).as("never came to %s", step).isFalse();
    assertThat(trap.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
