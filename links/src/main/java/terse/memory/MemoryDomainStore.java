package terse.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.domain.Domain;
import terse.domain.DomainStore;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Domains in memory. */
public final class MemoryDomainStore implements DomainStore {
  private final List<Domain> domains = new ArrayList<>();

  @Override
  public synchronized List<Domain> all() {
    return List.copyOf(domains);
  }

  @Override
  public synchronized Domain ensure(String host) {
    return domains.stream()
        .filter(domain -> domain.host().equals(host))
        .findFirst()
        .orElseGet(() -> add(host));
  }

  @Override
  public synchronized Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    if (id < 1 || id > domains.size()) {
      throw new TerseException(Fault.UNKNOWN_DOMAIN, "There is no domain number " + id + ".");
    }
    Domain changed = new Domain(id, domains.get(id - 1).host(), expiry);
    domains.set(id - 1, changed);
    return changed;
  }

  private Domain add(String host) {
    Domain added = new Domain(domains.size() + 1, host, null);
    domains.add(added);
    return added;
  }
}
