package terse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import terse.fault.TerseException;

class DomainsTest {
  private final Domain first = new Domain(1, "s.example", null);
  private final Domain second = new Domain(2, "t.example:81", null);
  private final Domains domains = new Domains(List.of(first, second));

  @Test
  void hostsAreFoundInAnyCaseWithTheirPort() {
    assertThat(domains.find("S.Example")).contains(first);
    assertThat(domains.find("t.example:81")).contains(second);
    assertThat(domains.find("t.example")).isEmpty();
    assertThat(domains.find(2)).contains(second);
  }

  @Test
  void theDefaultDomainStandsInWhereNoneIsNamed() {
    assertThat(domains.named(null)).isEqualTo(first);
    assertThatThrownBy(() -> domains.named("u.example")).isInstanceOf(TerseException.class);
  }

  @Test
  void newDomainsAreKnownOnceTakenIn() {
    Domain third = new Domain(3, "u.example", null);
    domains.replace(List.of(first, third));

    assertThat(domains.all()).containsExactlyInAnyOrder(first, third);
    assertThat(domains.find("t.example:81")).isEmpty();
  }
}
