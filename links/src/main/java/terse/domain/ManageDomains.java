package terse.domain;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.code.Scheme;
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
  private final Scheme usual;
  private final Domains domains;
  private long version;

  /**
   * @param publicUrl where visitors reach the default domain; the others have its scheme
   * @param urls told which hosts are ours
   * @param usual how codes of domains are made that are added without saying so
   */
  public ManageDomains(DomainStore store, URI publicUrl, UrlPolicy urls, Scheme usual) {
    this.store = store;
    this.publicUrl = publicUrl;
    this.usual = usual;
    if (store.all().isEmpty()) {
      store.ensure(hostOf(publicUrl.getRawAuthority()), usual);
    }
    this.urls = urls;
    this.version = store.version();
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

  /** How codes are made on domains that are added without saying so. */
  public Scheme usual() {
    return usual;
  }

  /**
   * The domain with this number.
   *
   * @throws TerseException {@code NOT_FOUND} if there is none
   */
  public Domain get(int id) {
    return domains
        .find(id)
        .orElseThrow(() -> new TerseException(Fault.NOT_FOUND, "There is no domain " + id + "."));
  }

  /**
   * The domain with this host, added if it was not there.
   *
   * @param host as people write it, with {@code :port} if it is not the scheme's own
   * @param scheme how its codes are made, if it is added; null for the usual way
   * @throws TerseException {@code INVALID_REQUEST} if it is no host
   */
  public Domain ensure(String host, @Nullable Scheme scheme) {
    String ascii = hostOf(host);
    return domains.find(ascii).orElseGet(() -> add(ascii, scheme == null ? usual : scheme));
  }

  private Domain add(String host, Scheme scheme) {
    Domain added = store.ensure(host, scheme);
    refresh();
    return get(added.id());
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
    get(id);
    store.setDefaultExpiry(id, expiry);
    refresh();
    return get(id);
  }

  /**
   * Sets how new codes of a domain are made, on this node at once and on the others when they
   * {@link #refresh}. Codes that were given out lead where they did.
   *
   * @throws TerseException {@code NOT_FOUND} if there is no such domain, {@code CONFLICT} if that
   *     was changed too often
   */
  public Domain setScheme(int id, Scheme scheme) {
    get(id);
    store.setScheme(id, scheme);
    refresh();
    return get(id);
  }

  /** Takes in what has changed since the last time, on whatever node. */
  public synchronized void refresh() {
    long newest = store.version();
    if (newest != version) {
      List<Domain> current = current();
      domains.replace(current);
      urls.own(domains.numbers().keySet());
      version = newest;
    }
  }

  private List<Domain> current() {
    return store.all().stream().map(this::effective).toList();
  }

  private Domain effective(Domain domain) {
    return domain.id() == Domain.DEFAULT_ID
        ? domain.at(hostOf(publicUrl.getRawAuthority()))
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
