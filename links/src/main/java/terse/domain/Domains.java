package terse.domain;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The domains as this node knows them, in memory. Thread-safe; looking up never waits. */
public final class Domains {
  private volatile Map<String, Domain> byHost;
  private volatile Map<Integer, Domain> byId;
  private volatile Map<String, Integer> numbers;

  /**
   * @param domains all of them, the default one (number {@link Domain#DEFAULT_ID}) included
   */
  public Domains(Collection<Domain> domains) {
    this.byHost = index(domains, Domain::host);
    this.byId = index(domains, Domain::id);
    this.numbers = numbers(domains);
  }

  /** Takes in the domains as they are now. Schemes that have not changed stay the same list. */
  public void replace(Collection<Domain> domains) {
    List<Domain> now = domains.stream().map(this::kept).toList();
    byId = index(now, Domain::id);
    byHost = index(now, Domain::host);
    numbers = numbers(now);
  }

  private Domain kept(Domain domain) {
    Domain known = byId.get(domain.id());
    return known != null && known.schemes().equals(domain.schemes())
        ? new Domain(domain.id(), domain.host(), domain.defaultExpiry(), known.schemes())
        : domain;
  }

  private static Map<String, Integer> numbers(Collection<Domain> domains) {
    return domains.stream().collect(Collectors.toUnmodifiableMap(Domain::host, Domain::id));
  }

  /** The domains' numbers by host: an immutable snapshot, replaced when they change. */
  public Map<String, Integer> numbers() {
    return numbers;
  }

  private static <K> Map<K, Domain> index(Collection<Domain> domains, Function<Domain, K> key) {
    return domains.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }

  /** The domain with this host ({@code host} or {@code host:port}, in any case). */
  public Optional<Domain> find(String host) {
    return Optional.ofNullable(byHost.get(host.toLowerCase(Locale.ROOT)));
  }

  /** The domain with this number. */
  public Optional<Domain> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The schemes of a domain's codes, empty if there is no such domain. */
  public List<Scheme> schemes(int id) {
    Domain domain = byId.get(id);
    return domain == null ? List.of() : domain.schemes();
  }

  /**
   * The domain a request names.
   *
   * @param host null for the default domain
   * @throws TerseException UNKNOWN_DOMAIN if it is not configured
   */
  public Domain named(@Nullable String host) {
    return host == null ? defaultDomain() : find(host).orElseThrow(() -> unknown());
  }

  private static TerseException unknown() {
    return new TerseException(
        Fault.UNKNOWN_DOMAIN, "No links live on that domain here; name one that is configured.");
  }

  /** The domain that also serves every host that is not configured. */
  public Domain defaultDomain() {
    return find(Domain.DEFAULT_ID)
        .orElseThrow(() -> new IllegalStateException("there is no default domain"));
  }

  /** All domains, in no particular order. */
  public List<Domain> all() {
    return List.copyOf(byId.values());
  }
}
