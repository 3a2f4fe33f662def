package terse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.memory.MemoryDomainStore;
import terse.url.UrlPolicy;

/** Two nodes over one store. */
class ManageDomainsTest {
  private static final Scheme CHECKED =
      new Scheme(Source.PERMUTED, Alphabet.BASE58, Lengths.of(6), true, WrongCase.OFFER);

  private final MemoryDomainStore store = new MemoryDomainStore();
  private final ManageDomains here = node();
  private final ManageDomains there = node();

  private ManageDomains node() {
    return new ManageDomains(
        store, URI.create("http://go.example"), new UrlPolicy(Set.of()), Scheme.STANDARD);
  }

  @Test
  void changeHoldsHereAtOnceAndThereOnceItHasLooked() {
    assertThat(here.setScheme(1, CHECKED).scheme()).isEqualTo(CHECKED);
    assertThat(here.domains().schemes(1)).containsExactly(Scheme.STANDARD, CHECKED);
    assertThat(there.domains().schemes(1)).containsExactly(Scheme.STANDARD);
    there.refresh();
    assertThat(there.domains().schemes(1)).containsExactly(Scheme.STANDARD, CHECKED);
  }

  @Test
  void domainAddedElsewhereIsTakenInOnceItHasLooked() {
    here.ensure("to.example", CHECKED);
    assertThat(there.domains().find(2)).isEmpty();
    there.refresh();
    assertThat(there.get(2).schemes()).containsExactly(CHECKED);
    assertThat(here.ensure("more.example", null).scheme()).isEqualTo(Scheme.STANDARD);
  }

  @Test
  void schemesThatDidNotChangeStayTheSameList() {
    List<Scheme> before = there.domains().schemes(1);
    here.ensure("to.example", CHECKED);
    there.refresh();
    assertThat(there.domains().schemes(1)).isSameAs(before);
  }

  @Test
  void unknownDomainIsNotFound() {
    assertThatThrownBy(() -> here.setScheme(9, CHECKED))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOT_FOUND));
    assertThat(here.domains().schemes(9)).isEmpty();
  }
}
