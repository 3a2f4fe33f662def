package terse.link;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.code.Alphabet;
import terse.code.FixedWidthCodec;
import terse.code.KeyRing;
import terse.code.Permutation;
import terse.id.GrantedMarks;

/**
 * Translates between the text of a short link and the key it is stored under. A generated code is
 * its counter value through the permutation of its domain and key epoch, so nothing needs to be
 * looked up for it. Thread-safe; computes for some microseconds and never waits, so it may be
 * called on an event loop.
 */
public final class LinkCodes {
  private static final int LONGEST_NAME = 255;

  private final KeyRing keys;
  private final GrantedMarks marks;
  private final FixedWidthCodec codec;
  private final ConcurrentMap<Scope, Permutation> permutations = new ConcurrentHashMap<>();

  /**
   * @param marks how far this node knows each counter to be granted; must be loaded
   * @param codec how codes are written
   */
  public LinkCodes(KeyRing keys, GrantedMarks marks, FixedWidthCodec codec) {
    this.keys = keys;
    this.marks = marks;
    this.codec = codec;
  }

  /** Codes of 7 symbols in base 62: 3.5 million million of them. */
  public static LinkCodes standard(KeyRing keys, GrantedMarks marks) {
    return new LinkCodes(keys, marks, new FixedWidthCodec(Alphabet.BASE62, 7));
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
   *     beyond {@link #capacity}
   */
  public String codeOf(LinkKey key) {
    return codec.encode(permutation(key.domain(), key.epoch()).apply(key.number()));
  }

  /** What a text means within a domain. Total: any text is answered. */
  public Parsed parse(int domain, String text) {
    long value = codec.decode(text);
    if (value == FixedWidthCodec.NOT_A_CODE) {
      return text.length() > LONGEST_NAME ? new NeverIssued() : new Name(Alias.fold(text));
    }
    LinkKey key = issued(domain, value, Integer.MAX_VALUE);
    return key == null ? new NeverIssued() : new Generated(key);
  }

  /** The oldest epoch that has granted a value keeps it: newer ones pass over it when minting. */
  private @Nullable LinkKey issued(int domain, long value, int beforeEpoch) {
    for (int epoch : keys.epochs().headSet(beforeEpoch)) {
      long mark = marks.mark(domain, epoch);
      long number = mark == 0 ? 0 : permutation(domain, epoch).invert(value);
      if (number < mark) {
        return new LinkKey(domain, epoch, number);
      }
    }
    return null;
  }

  /** Whether a code of the newest epoch may already lead to a link of an older one. */
  boolean isShadowed(LinkKey key, String code) {
    return key.epoch() != keys.epochs().first()
        && issued(key.domain(), codec.decode(code), key.epoch()) != null;
  }

  /** Whether a text has the shape of a generated code of the domain. */
  public boolean hasCodeShape(int domain, String text) {
    return domain > 0 && codec.hasShape(text);
  }

  /** The epoch that new codes are minted under. */
  int mintingEpoch() {
    return keys.newest();
  }

  /** How many generated codes each domain and epoch has. */
  public long capacity() {
    return codec.size();
  }

  private Permutation permutation(int domain, int epoch) {
    Scope scope = new Scope(domain, epoch);
    Permutation known = permutations.get(scope);
    return known == null ? permutations.computeIfAbsent(scope, this::permutation) : known;
  }

  private Permutation permutation(Scope scope) {
    byte[] tweak = ByteBuffer.allocate(Integer.BYTES).putInt(scope.domain()).array();
    byte[] secret = keys.secret(scope.epoch());
    return new Permutation(secret, tweak, codec.alphabet().radix(), codec.length());
  }

  /** What a text means. */
  public sealed interface Parsed {}

  /** A code that was minted, or that may be at any moment. */
  public record Generated(LinkKey key) implements Parsed {}

  /** A name somebody may have chosen, folded. */
  public record Name(String folded) implements Parsed {}

  /** A text that leads nowhere for certain; whoever sends many is scanning. */
  public record NeverIssued() implements Parsed {}

  private record Scope(int domain, int epoch) {}
}
