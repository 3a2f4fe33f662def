package terse.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store of domains. Hosts are unique, decided by a constraint. */
public interface DomainStore {

  /** All domains, by number. */
  List<Domain> all();

  /**
   * The domain with this host, added if it was not there. The first ever added is the default one.
   */
  Domain ensure(String host);

  /**
   * Sets how long links live by default, null for ever.
   *
   * @throws terse.fault.TerseException {@code UNKNOWN_DOMAIN} if there is no such domain
   */
  Domain setDefaultExpiry(int id, @Nullable Duration expiry);
}
