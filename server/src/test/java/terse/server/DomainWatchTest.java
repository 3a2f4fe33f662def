package terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.DomainStore;
import terse.domain.ManageDomains;
import terse.memory.MemoryDomainStore;
import terse.url.UrlPolicy;

final class DomainWatchTest {
  @Test
  void anotherNodeKnowsOfAChangeWithinASecond() {
    DomainStore store = new MemoryDomainStore();
    Scheme changed =
        new Scheme(Source.PERMUTED, Alphabet.BASE36, Lengths.of(8), true, WrongCase.REFUSE);
    ManageDomains other = node(store);
    try (DomainWatch watch = DomainWatch.start(other)) {
      assertThat(watch).isNotNull();
      node(store).setScheme(1, changed);
      await()
          .atMost(Duration.ofSeconds(1))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> other.get(1).scheme().equals(changed));
    }
  }

  private static ManageDomains node(DomainStore store) {
    return new ManageDomains(
        store, URI.create("http://go.example"), new UrlPolicy(Set.of()), Scheme.STANDARD);
  }
}
