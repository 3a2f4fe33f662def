package terse.link;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import terse.alias.Alias;
import terse.code.Scheme;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.IdSource;
import terse.id.KeyedHashSource;
import terse.id.TextSources;

/**
 * Makes keys for new links, and the codes that go with generated ones. Numbers that have no code,
 * or one that is unwanted or may already lead to a link, are passed over for ever. Thread-safe;
 * blocks on the store when numbers run out.
 */
public final class CodeMint {
  private static final int MOST_TRIES = 1_000;

  private final IdSource ids;
  private final LinkCodes codes;
  private final TextSources texts;
  private final LinkStore store;
  private final Predicate<String> unwanted;
  private final Set<LinkKey> opened = ConcurrentHashMap.newKeySet();

  /**
   * @param texts where codes come from that do not follow from a counter
   * @param store asked for names that are older than the present scheme of their domain
   * @param unwanted true for codes that must not be given out, such as offensive words
   */
  public CodeMint(
      IdSource ids,
      LinkCodes codes,
      TextSources texts,
      LinkStore store,
      Predicate<String> unwanted) {
    this.ids = ids;
    this.codes = codes;
    this.texts = texts;
    this.store = store;
    this.unwanted = unwanted;
  }

  /**
   * A fresh key with its code.
   *
   * @throws TerseException STORE_UNAVAILABLE if no number can be had, CLOCK_BEHIND or NO_WORKER if
   *     this node may not stamp codes now
   */
  Minted generated(Draft draft) {
    int domain = draft.domain();
    for (DomainCodes all = codes.codes(domain); ; all = codes.codes(domain)) {
      try {
        return generated(draft, all);
      } catch (TerseException e) {
        if (isPresent(domain, all)) {
          throw e;
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same codes for as long as nothing changes
  private boolean isPresent(int domain, DomainCodes all) {
    return codes.codes(domain) == all;
  }

  /** A key of these codes; others may have taken their place while numbers were leased. */
  private Minted generated(Draft draft, DomainCodes all) {
    int domain = draft.domain();
    Generation newest = all.newest();
    open(domain, all, newest);
    return newest.scheme().source().isCounted()
        ? counted(domain, all, newest)
        : text(draft, all, new LinkKey(domain, newest.epoch(), next(domain, newest)), 0);
  }

  /** Another text for a link whose text was taken. */
  Minted again(Draft draft, Minted taken) {
    return text(draft, codes.codes(draft.domain()), taken.key(), taken.attempts());
  }

  private Minted counted(int domain, DomainCodes all, Generation newest) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      LinkKey key = new LinkKey(domain, newest.epoch(), next(domain, newest));
      String code = newest.code(key.number());
      if (code != null && isFree(key, code, all)) {
        return new Minted(key, code, 0);
      }
    }
    throw new TerseException(Fault.INTERNAL, "No code was found that may be given out.");
  }

  private Minted text(Draft draft, DomainCodes all, LinkKey key, int tried) {
    Scheme scheme = all.of(key.epoch()).scheme();
    KeyedHashSource.Question question =
        new KeyedHashSource.Question(draft.domain(), draft.owner(), draft.target());
    for (int attempt = tried; attempt < MOST_TRIES; attempt++) {
      String code = texts.next(scheme, question, key.number(), attempt);
      if (code == null) {
        break;
      }
      if (mayBe(code, key, all)) {
        return new Minted(key, code, attempt + 1);
      }
    }
    throw new TerseException(
        Fault.INTERNAL, "The codes of this length are given out; configure longer ones.");
  }

  /**
   * Ends the counters of earlier schemes before the first number of a new one is used. What they
   * have granted is then known for good, and can be passed over.
   */
  private void open(int domain, DomainCodes all, Generation newest) {
    LinkKey first = new LinkKey(domain, newest.epoch(), 0);
    if (opened.contains(first)) {
      return;
    }
    for (Generation older : all.generations()) {
      if (older.epoch() < newest.epoch()) {
        end(domain, older, newest);
      }
    }
    opened.add(first);
  }

  private void end(int domain, Generation older, Generation newest) {
    if (newest.countsOn(older)) {
      ids.beginAt(domain, newest.epoch(), ids.seal(domain, older.epoch()));
    } else if (older.epoch() / LinkKey.SCHEME < newest.epoch() / LinkKey.SCHEME) {
      ids.seal(domain, older.epoch());
    }
  }

  private boolean isFree(LinkKey key, String code, DomainCodes all) {
    String minted = all.minted(code);
    return mayBe(code, key, all) && (minted == null || !isMinted(key.domain(), minted));
  }

  /** Whether a code may be given out as far as older codes and names go. */
  private boolean mayBe(String code, LinkKey key, DomainCodes all) {
    return !unwanted.test(code)
        && !codes.isShadowed(key, code)
        && (all.isAlwaysCode(code) || !isName(key.domain(), code));
  }

  private boolean isMinted(int domain, String text) {
    return store.findByName(domain, MintedForm.folded(text)).isPresent();
  }

  /** Names that were chosen before codes had their shape keep it. */
  private boolean isName(int domain, String code) {
    return store.findByName(domain, Alias.fold(code)).isPresent();
  }

  /**
   * A fresh key for a named link.
   *
   * @throws TerseException STORE_UNAVAILABLE if no number can be had
   */
  LinkKey named(int domain) {
    return new LinkKey(domain, LinkKey.NAMED, ids.next(domain, LinkKey.NAMED));
  }

  private long next(int domain, Generation newest) {
    long number = ids.next(domain, newest.epoch());
    if (number >= newest.capacity()) {
      throw new TerseException(
          Fault.INTERNAL, "All codes of this length are given out; configure longer ones.");
    }
    return number;
  }

  /**
   * A key with its code.
   *
   * @param attempts how many texts were made to find this one; 0 if the code follows from the key
   */
  record Minted(LinkKey key, String code, int attempts) {
    boolean isText() {
      return attempts > 0;
    }
  }
}
