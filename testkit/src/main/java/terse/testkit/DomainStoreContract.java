package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The contract of {@link DomainStore}. */
public abstract class DomainStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A new, empty store. */
  protected abstract DomainStore open(Path folder);

  @Test
  void firstDomainIsTheDefaultOne() {
    DomainStore store = open(folder);
    assertThat(store.all()).isEmpty();
    assertThat(store.ensure("go.example"))
        .isEqualTo(new Domain(Domain.DEFAULT_ID, "go.example", null));
  }

  @Test
  void domainThatIsThereIsNotAddedAgain() {
    DomainStore store = open(folder);
    Domain first = store.ensure("go.example");
    Domain second = store.ensure("xn--bcher-kva.example:8443");
    assertThat(store.ensure("go.example")).isEqualTo(first);
    assertThat(store.all()).containsExactly(first, second);
    assertThat(second.id()).isEqualTo(2);
  }

  @Test
  void defaultExpiryCanBeSetAndTakenAway() {
    DomainStore store = open(folder);
    int id = store.ensure("go.example").id();
    Domain limited = store.setDefaultExpiry(id, Duration.ofDays(400));
    assertThat(limited).isEqualTo(new Domain(id, "go.example", Duration.ofDays(400)));
    assertThat(store.all()).containsExactly(limited);
    assertThat(store.ensure("go.example")).isEqualTo(limited);
    assertThat(store.setDefaultExpiry(id, null).defaultExpiry()).isNull();
  }

  @Test
  void unknownDomainHasNoExpiry() {
    DomainStore store = open(folder);
    assertThatThrownBy(() -> store.setDefaultExpiry(1, null))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_DOMAIN));
  }

  @Test
  void manyAtOnceAddOneDomain() {
    DomainStore store = open(folder);
    List<Domain> domains = Crowd.of(64, i -> store.ensure("go.example"));
    assertThat(domains).containsOnly(new Domain(1, "go.example", null));
    assertThat(store.all()).hasSize(1);
  }
}
