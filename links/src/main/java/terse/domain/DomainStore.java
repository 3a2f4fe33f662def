package terse.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;

/** The store of domains. Hosts are unique, decided by a constraint. */
public interface DomainStore {

  /** All domains, by number. */
  List<Domain> all();

  /**
   * The domain with this host, added with this scheme if it was not there. The first ever added is
   * the default one.
   */
  Domain ensure(String host, Scheme scheme);

  /**
   * Sets how long links live by default, null for ever.
   *
   * @throws terse.fault.TerseException {@code UNKNOWN_DOMAIN} if there is no such domain
   */
  Domain setDefaultExpiry(int id, @Nullable Duration expiry);

  /**
   * Sets how new codes are made, see {@link Domain#with}. Schemes that are there already are never
   * changed otherwise.
   *
   * @throws terse.fault.TerseException {@code UNKNOWN_DOMAIN} if there is no such domain, {@code
   *     CONFLICT} if it has had {@link Scheme#MOST_SCHEMES} already
   */
  Domain setScheme(int id, Scheme scheme);

  /** A number that is greater after every change of a domain. Cheap to read. */
  long version();
}
