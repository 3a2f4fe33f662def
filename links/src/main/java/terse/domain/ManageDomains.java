package terse.domain;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.url.UrlPolicy;
import terse.url.WebUrl;

/**
 * Adds domains, changes their settings, and keeps {@link Domains} up to date. The default domain
 * goes by the host of the public URL, whatever host it was first added with. Blocks on the store;
 * thread-safe.
 */
public final class ManageDomains {
  private final DomainStore store;
  private final URI publicUrl;
  private final UrlPolicy urls;
  private final Domains domains;

  /**
   * @param publicUrl where visitors reach the default domain; the others have its scheme
   * @param urls told which hosts are ours
   */
  public ManageDomains(DomainStore store, URI publicUrl, UrlPolicy urls) {
    this.store = store;
    this.publicUrl = publicUrl;
    if (store.all().isEmpty()) {
      store.ensure(hostOf(publicUrl.getRawAuthority()));
    }
    this.urls = urls;
    this.domains = new Domains(current());
    urls.own(domains.numbers().keySet());
  }

  /** The domains as they are now; the same object for good. */
  public Domains domains() {
    return domains;
  }

  /** All domains, by number. */
  public List<Domain> all() {
    return domains.all().stream().sorted(Comparator.comparingInt(Domain::id)).toList();
  }

  /**
   * The domain with this host, added if it was not there.
   *
   * @param host as people write it, with {@code :port} if it is not the scheme's own
   * @throws TerseException {@code INVALID_REQUEST} if it is no host
   */
  public Domain ensure(String host) {
    String ascii = hostOf(host);
    return domains.find(ascii).orElseGet(() -> add(ascii));
  }

  private Domain add(String host) {
    Domain added = store.ensure(host);
    domains.replace(current());
    urls.own(domains.numbers().keySet());
    return added;
  }

  /**
   * Sets how long links live by default, null for ever.
   *
   * @throws TerseException {@code NOT_FOUND} if there is no such domain, {@code INVALID_EXPIRY} if
   *     it is not a positive time
   */
  public Domain setDefaultExpiry(int id, @Nullable Duration expiry) {
    if (expiry != null && !expiry.isPositive()) {
      throw new TerseException(
          Fault.INVALID_EXPIRY, "Links must live for some time; null means for ever.");
    }
    if (domains.find(id).isEmpty()) {
      throw new TerseException(Fault.NOT_FOUND, "There is no domain " + id + ".");
    }
    store.setDefaultExpiry(id, expiry);
    domains.replace(current());
    return domains.find(id).orElseThrow();
  }

  private List<Domain> current() {
    return store.all().stream().map(this::effective).toList();
  }

  private Domain effective(Domain domain) {
    return domain.id() == Domain.DEFAULT_ID
        ? new Domain(domain.id(), hostOf(publicUrl.getRawAuthority()), domain.defaultExpiry())
        : domain;
  }

  /** The host in lower-case A-labels, with its port unless that is the scheme's own. */
  private String hostOf(String host) {
    try {
      String href = WebUrl.parse(publicUrl.getScheme() + "://" + host + "/").href();
      String authority = URI.create(href).getRawAuthority();
      if (!URI.create(href).getRawPath().equals("/") || authority.contains("@")) {
        throw noHost();
      }
      return authority;
    } catch (TerseException | IllegalArgumentException e) {
      throw noHost();
    }
  }

  private static TerseException noHost() {
    return new TerseException(Fault.INVALID_REQUEST, "host: this is not the name of a host.");
  }
}
