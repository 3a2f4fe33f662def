package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The contract of {@link DomainStore}. */
public abstract class DomainStoreContract {
  private static final Scheme CHECKED =
      new Scheme(
          Source.PERMUTED,
          Alphabet.of("23456789abcdefghjkmnpqrstuvwxyz"),
          new Lengths(6, 8, 40),
          true,
          WrongCase.OFFER);

  @TempDir private Path folder = Path.of("");

  /** A new, empty store. */
  protected abstract DomainStore open(Path folder);

  @Test
  void firstDomainIsTheDefaultOne() {
    DomainStore store = open(folder);
    assertThat(store.all()).isEmpty();
    assertThat(ensure(store, "go.example"))
        .isEqualTo(new Domain(Domain.DEFAULT_ID, "go.example", null));
  }

  @Test
  void domainThatIsThereIsNotAddedAgain() {
    DomainStore store = open(folder);
    Domain first = ensure(store, "go.example");
    Domain second = ensure(store, "xn--bcher-kva.example:8443");
    assertThat(ensure(store, "go.example")).isEqualTo(first);
    assertThat(store.all()).containsExactly(first, second);
    assertThat(second.id()).isEqualTo(2);
  }

  @Test
  void defaultExpiryCanBeSetAndTakenAway() {
    DomainStore store = open(folder);
    int id = ensure(store, "go.example").id();
    Domain limited = store.setDefaultExpiry(id, Duration.ofDays(400));
    assertThat(limited).isEqualTo(new Domain(id, "go.example", Duration.ofDays(400)));
    assertThat(store.all()).containsExactly(limited);
    assertThat(ensure(store, "go.example")).isEqualTo(limited);
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
    List<Domain> domains = Crowd.of(64, i -> ensure(store, "go.example"));
    assertThat(domains).containsOnly(new Domain(1, "go.example", null));
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void domainKeepsTheSchemeItWasAddedWith() {
    DomainStore store = open(folder);
    assertThat(store.ensure("go.example", CHECKED).schemes()).containsExactly(CHECKED);
    assertThat(store.ensure("go.example", Scheme.STANDARD).schemes()).containsExactly(CHECKED);
    assertThat(store.all()).extracting(Domain::scheme).containsExactly(CHECKED);
  }

  @Test
  void newSchemeComesAfterThoseThatWere() {
    DomainStore store = open(folder);
    int other = ensure(store, "to.example").id();
    int id = ensure(store, "go.example").id();
    assertThat(store.setScheme(id, CHECKED).schemes()).containsExactly(Scheme.STANDARD, CHECKED);
    store.setScheme(id, Scheme.STANDARD);
    assertThat(store.all()).extracting(Domain::id).containsExactly(other, id);
    assertThat(store.all().getLast().schemes())
        .containsExactly(Scheme.STANDARD, CHECKED, Scheme.STANDARD);
    assertThat(store.all().getFirst().schemes()).containsExactly(Scheme.STANDARD);
  }

  @Test
  void schemeThatMintsAlikeTakesThePlaceOfTheNewest() {
    DomainStore store = open(folder);
    int id = store.ensure("go.example", CHECKED).id();
    Scheme following =
        new Scheme(CHECKED.source(), CHECKED.alphabet(), CHECKED.lengths(), true, WrongCase.FOLLOW);
    assertThat(store.setScheme(id, following).schemes()).containsExactly(following);
    assertThat(store.all().getFirst().schemes()).containsExactly(following);
  }

  @Test
  void unknownDomainHasNoScheme() {
    DomainStore store = open(folder);
    assertThatThrownBy(() -> store.setScheme(1, CHECKED))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_DOMAIN));
    assertThat(store.all()).isEmpty();
  }

  @Test
  void everyChangeRaisesTheVersion() {
    DomainStore store = open(folder);
    long empty = store.version();
    int id = ensure(store, "go.example").id();
    long added = store.version();
    ensure(store, "go.example");
    assertThat(store.version()).isEqualTo(added).isGreaterThan(empty);
    store.setScheme(id, CHECKED);
    long changed = store.version();
    store.setDefaultExpiry(id, Duration.ofDays(1));
    assertThat(changed).isGreaterThan(added).isLessThan(store.version());
  }

  private static Domain ensure(DomainStore store, String host) {
    return store.ensure(host, Scheme.STANDARD);
  }
}
