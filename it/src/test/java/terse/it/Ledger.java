package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients of a server that gets killed were told: links acknowledged, clicks answered, and
 * clicks of which they cannot know. Holds the next start to it. Thread-safe.
 */
final class Ledger {
  private static final Duration VISIBLE = Duration.ofSeconds(5);

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicInteger serial = new AtomicInteger();

  int links() {
    return acknowledged.size();
  }

  long clicks() {
    return answered.get();
  }

  /** Creates a link, with a name of its own or not, and follows it five times. */
  void createAndClick(TerseClient client, boolean named) throws IOException, InterruptedException {
    int n = serial.incrementAndGet();
    String url = "https://example.com/" + n;
    TerseClient.Created link =
        client.create(named ? Map.of("url", url, "alias", "storm-" + n) : Map.of("url", url));
    assertThat(acknowledged.put(link.code(), url)).as("code %s given twice", link.code()).isNull();
    for (int i = 0; i < 5; i++) {
      click(client, link.code(), url);
    }
  }

  private void click(TerseClient client, String code, String url)
      throws IOException, InterruptedException {
    boolean sure = false;
    try {
      HttpResponse<String> answer = client.click(code);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location")).hasValue(url);
      answered.incrementAndGet();
      sure = true;
    } finally {
      if (!sure) {
        unknown.incrementAndGet();
      }
    }
  }

  /**
   * Fails unless every answered click is counted once, and every acknowledged link leads where it
   * did.
   */
  void verify(TerseNode node) throws IOException, InterruptedException {
    try (TerseClient client = node.client()) {
      long expected = answered.get();
      await()
          .atMost(VISIBLE)
          .untilAsserted(
              () -> assertThat(client.totalClicks()).isBetween(expected, expected + unknown.get()));
      for (Map.Entry<String, String> link : acknowledged.entrySet()) {
        click(client, link.getKey(), link.getValue());
      }
    }
  }
}
