package terse.server.api;

import java.net.URI;
import terse.domain.Domain;
import terse.domain.Domains;

/** Where visitors reach links. */
public final class Addresses {
  private final Domains domains;
  private final URI publicUrl;

  /**
   * @param publicUrl the origin of the default domain; the others have its scheme
   */
  public Addresses(Domains domains, URI publicUrl) {
    this.domains = domains;
    this.publicUrl = publicUrl;
  }

  /** The short URL of a code. */
  public String shortUrl(int domain, String code) {
    return publicUrl.getScheme() + "://" + host(domain) + "/" + code;
  }

  /** The host of a domain, with its port. */
  public String host(int domain) {
    return domains.find(domain).map(Domain::host).orElse(publicUrl.getRawAuthority());
  }
}
