package terse.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Domains in memory. */
public final class MemoryDomainStore implements DomainStore {
  private final List<Domain> domains = new ArrayList<>();
  private long version;

  @Override
  public synchronized List<Domain> all() {
    return List.copyOf(domains);
  }

  @Override
  public synchronized Domain ensure(String host, Scheme scheme) {
    return domains.stream()
        .filter(domain -> domain.host().equals(host))
        .findFirst()
        .orElseGet(() -> add(host, scheme));
  }

  @Override
  public synchronized Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    return change(id, domain -> domain.expiring(expiry));
  }

  @Override
  public synchronized Domain setScheme(int id, Scheme scheme) {
    return change(id, domain -> domain.with(scheme));
  }

  @Override
  public synchronized long version() {
    return version;
  }

  private Domain change(int id, UnaryOperator<Domain> change) {
    if (id < 1 || id > domains.size()) {
      throw new TerseException(Fault.UNKNOWN_DOMAIN, "There is no domain number " + id + ".");
    }
    Domain changed = change.apply(domains.get(id - 1));
    domains.set(id - 1, changed);
    version++;
    return changed;
  }

  private Domain add(String host, Scheme scheme) {
    Domain added = new Domain(domains.size() + 1, host, null, List.of(scheme));
    domains.add(added);
    version++;
    return added;
  }
}
