package terse.link;

import java.util.Optional;
import terse.alias.Alias;

/**
 * Public ids of links: the domain's number, a dot, and the generated code or the folded name, as in
 * {@code 1.aZ3kP9q} and {@code 1.spring-sale}. An id never changes. Thread-safe, never waits.
 */
public final class LinkIds {
  private final LinkCodes codes;

  public LinkIds(LinkCodes codes) {
    this.codes = codes;
  }

  /** The id of a link. */
  public String idOf(Link link) {
    return idOf(link, codes.codeOf(link));
  }

  /** The id of a link whose code is at hand, which saves computing it. */
  public String idOf(Link link, String code) {
    return link.key().domain() + "." + (link.key().isNamed() ? Alias.fold(code) : code);
  }

  /** What an id refers to; empty if the text is not an id. Total: any text is answered. */
  public Optional<Reference> parse(String id) {
    int dot = id.indexOf('.');
    if (dot < 1 || dot == id.length() - 1) {
      return Optional.empty();
    }
    int domain = domain(id, dot);
    return domain < 1
        ? Optional.empty()
        : Optional.of(new Reference(domain, id.substring(dot + 1)));
  }

  /** The number at the front, 0 if there is none: ids have no needless zeros. */
  private static int domain(String id, int dot) {
    long number = 0;
    for (int i = 0; i < dot; i++) {
      int digit = id.charAt(i) - '0';
      number = number * 10 + digit;
      if (digit < 0 || digit > 9 || number == 0 || number > Integer.MAX_VALUE) {
        return 0;
      }
    }
    return (int) number;
  }

  /**
   * What an id refers to; whether there is such a link is another question.
   *
   * @param domain the domain's number, 1 or more
   * @param code a generated code or a name, not empty
   */
  public record Reference(int domain, String code) {}
}
