package terse.link;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.code.KeyRing;
import terse.code.Scheme;
import terse.code.Schemes;
import terse.code.Source;
import terse.id.GrantedMarks;

/**
 * Translates between the text of a short link and the key it is stored under. A generated code is
 * its counter value through the permutation of its domain, scheme and key epoch, so nothing needs
 * to be looked up for it. Thread-safe; computes for some microseconds and never waits, so it may be
 * called on an event loop.
 */
public final class LinkCodes {
  private static final int LONGEST_NAME = 255;

  private final GrantedMarks marks;
  private final Schemes schemes;
  private final ConcurrentMap<Integer, DomainCodes> domains = new ConcurrentHashMap<>();
  private volatile Secrets secrets;

  /**
   * @param marks how far this node knows each counter to be granted; must be loaded
   * @param schemes how the codes of each domain are written
   */
  public LinkCodes(KeyRing keys, GrantedMarks marks, Schemes schemes) {
    this.secrets = new Secrets(keys, keys.newest());
    this.marks = marks;
    this.schemes = schemes;
  }

  /** Codes of 7 symbols in base 62 on every domain: 3.5 million million of them. */
  public static LinkCodes standard(KeyRing keys, GrantedMarks marks) {
    return new LinkCodes(keys, marks, Schemes.STANDARD);
  }

  /**
   * Goes over to other secrets; those of epochs known already must be the same.
   *
   * @param minting the key epoch to mint under from now on; newer ones are not in use yet
   * @throws IllegalArgumentException if the ring has no such epoch
   */
  public void use(KeyRing ring, int minting) {
    ring.secret(minting);
    secrets = new Secrets(ring, minting);
  }

  /** The secrets at hand, those of epochs that have not begun included. */
  public KeyRing keys() {
    return secrets.ring();
  }

  /** The key epoch that codes are minted under. */
  public int mintingEpoch() {
    return secrets.minting();
  }

  /** The text that leads to a link: the name as its owner typed it, or the generated code. */
  public String codeOf(Link link) {
    String name = link.name();
    return name == null ? codeOf(link.key()) : name;
  }

  /**
   * The generated code of a key.
   *
   * @throws IllegalArgumentException for the key of a named link, an unknown epoch, or a number
   *     that has no code
   */
  public String codeOf(LinkKey key) {
    String code = codes(key.domain()).of(key.epoch()).code(key.number());
    if (code == null) {
      throw new IllegalArgumentException("no code has a check symbol for " + key);
    }
    return code;
  }

  /** What a text means within a domain. Total: any text is answered. */
  public Parsed parse(int domain, String text) {
    DomainCodes codes = codes(domain);
    LinkKey key = issued(domain, codes, text, Integer.MAX_VALUE);
    String minted = codes.minted(text);
    if (minted != null) {
      return new Minted(minted, key != null && spelled(key, text).equals(minted) ? key : null);
    }
    if (key != null) {
      return new Generated(key);
    }
    return canBeName(domain, codes, text) ? new Name(Alias.fold(text)) : new NeverIssued();
  }

  /**
   * Whether a link may have this text as its name. One may that has had the shape of a code for a
   * while only: names that were chosen before keep their meaning, and no code is made of them.
   */
  boolean canBeName(int domain, String text) {
    return canBeName(domain, codes(domain), text);
  }

  private boolean canBeName(int domain, DomainCodes codes, String text) {
    return text.length() <= LONGEST_NAME && (marks.isOpen(domain) || !codes.isAlwaysCode(text));
  }

  /** The oldest generation that has granted a code keeps it: newer ones pass over it. */
  private @Nullable LinkKey issued(int domain, DomainCodes codes, String text, int beforeEpoch) {
    for (Generation generation : codes.generations()) {
      if (generation.epoch() >= beforeEpoch) {
        return null;
      }
      long number = generation.number(text, marks.mark(domain, generation.epoch()));
      if (number != Generation.NONE) {
        return new LinkKey(domain, generation.epoch(), number);
      }
    }
    return null;
  }

  /** Whether a code of the newest generation may already lead to a link of an older one. */
  boolean isShadowed(LinkKey key, String code) {
    return issued(key.domain(), codes(key.domain()), code, key.epoch()) != null;
  }

  /** The generated code of a key as it was minted, from a text that was read as that code. */
  public String spelled(LinkKey key, String text) {
    return codes(key.domain()).of(key.epoch()).scheme().alphabet().canonical(text);
  }

  /** The scheme that a generated key was minted under. */
  public Scheme schemeOf(LinkKey key) {
    return codes(key.domain()).of(key.epoch()).scheme();
  }

  /** Whether links to one URL of one owner share a code under the scheme of this key. */
  boolean sameForSameUrl(LinkKey key) {
    return schemeOf(key).source() == Source.HASH;
  }

  /** Whether a text has the shape of a generated code of the domain, of today's or an older one. */
  public boolean hasCodeShape(int domain, String text) {
    return codes(domain).generations().stream().anyMatch(one -> one.hasShape(text));
  }

  /**
   * The epochs that a domain with so many schemes has counters for, {@link LinkKey#NAMED} aside.
   */
  public List<Integer> epochs(int schemeCount) {
    return IntStream.range(0, schemeCount)
        .boxed()
        .flatMap(scheme -> secrets.ring().epochs().stream().map(key -> LinkKey.epoch(scheme, key)))
        .toList();
  }

  /** All generations of a domain's codes; none if there is no such domain. */
  @SuppressWarnings("ReferenceEquality") // the same list for as long as nothing changes
  DomainCodes codes(int domain) {
    List<Scheme> present = schemes.of(domain);
    Secrets now = secrets;
    DomainCodes known = domains.get(domain);
    if (known != null && known.schemes() == present && known.secrets() == now) {
      return known;
    }
    DomainCodes fresh = DomainCodes.of(domain, present, now);
    if (!present.isEmpty()) {
      domains.put(domain, fresh);
    }
    return fresh;
  }

  /** How many codes there are of an epoch, as in {@link LinkKey}; 0 if the domain has no such. */
  public long capacity(int domain, int epoch) {
    return codes(domain).generations().stream()
        .filter(generation -> generation.epoch() == epoch)
        .mapToLong(Generation::capacity)
        .findFirst()
        .orElse(0);
  }

  /**
   * The secrets in use.
   *
   * @param minting the newest key epoch that has begun
   */
  record Secrets(KeyRing ring, int minting) {}

  /** What a text means. */
  public sealed interface Parsed {}

  /** A code that was minted, or that may be at any moment. */
  public record Generated(LinkKey key) implements Parsed {}

  /**
   * A text that may have been minted as it is, which only the store knows.
   *
   * @param text as it was minted
   * @param counted the key that has the same code by its counter, null if there is none
   */
  public record Minted(String text, @Nullable LinkKey counted) implements Parsed {
    /** The form in which it is unique within the domain. */
    public String folded() {
      return MintedForm.folded(text);
    }
  }

  /** A name somebody may have chosen, folded. */
  public record Name(String folded) implements Parsed {}

  /** A text that leads nowhere for certain; whoever sends many is scanning. */
  public record NeverIssued() implements Parsed {}
}
