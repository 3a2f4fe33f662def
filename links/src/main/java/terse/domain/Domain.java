package terse.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * A host that short links live on.
 *
 * @param id its number, 1 or more; 1 is the default domain
 * @param host lower-case A-label host, with ":port" if it is not the scheme's own
 * @param defaultExpiry how long links live when their creator does not say, null for ever
 * @param schemes how its codes are made, 1 or more, in the order of their numbers; the last mints
 */
public record Domain(int id, String host, @Nullable Duration defaultExpiry, List<Scheme> schemes) {
  /** The number of the default domain, which serves every host that is not configured. */
  public static final int DEFAULT_ID = 1;

  public Domain {
    schemes = List.copyOf(schemes);
    if (schemes.isEmpty()) {
      throw new IllegalArgumentException("a domain has a scheme");
    }
  }

  /** A domain with codes of the standard scheme. */
  public Domain(int id, String host, @Nullable Duration defaultExpiry) {
    this(id, host, defaultExpiry, List.of(Scheme.STANDARD));
  }

  /** How new codes are made. */
  public Scheme scheme() {
    return schemes.getLast();
  }

  /** The same domain under another host. */
  Domain at(String otherHost) {
    return new Domain(id, otherHost, defaultExpiry, schemes);
  }

  /** The same domain with another default expiry. */
  public Domain expiring(@Nullable Duration expiry) {
    return new Domain(id, host, expiry, schemes);
  }

  /**
   * The same domain with another scheme: in the place of the newest if both mint alike, else after
   * it.
   *
   * @throws TerseException CONFLICT if it has had {@link Scheme#MOST_SCHEMES} already
   */
  public Domain with(Scheme scheme) {
    boolean alike = scheme().mintsLike(scheme);
    if (!alike && schemes.size() == Scheme.MOST_SCHEMES) {
      throw new TerseException(
          Fault.CONFLICT, "The domain has had too many kinds of codes; nothing was changed.");
    }
    List<Scheme> more = new ArrayList<>(schemes.subList(0, schemes.size() - (alike ? 1 : 0)));
    more.add(scheme);
    return new Domain(id, host, defaultExpiry, more);
  }
}
