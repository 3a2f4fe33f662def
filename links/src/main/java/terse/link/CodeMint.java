package terse.link;

import java.util.function.Predicate;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.IdSource;

/**
 * Makes keys for new links, and the codes that go with generated ones. Numbers whose code is
 * unwanted, or may already lead to a link of an older key epoch, are passed over for ever.
 * Thread-safe; blocks on the store when numbers run out.
 */
public final class CodeMint {
  private static final int MOST_TRIES = 1_000;

  private final IdSource ids;
  private final LinkCodes codes;
  private final Predicate<String> unwanted;

  /**
   * @param unwanted true for codes that must not be given out, such as offensive words
   */
  public CodeMint(IdSource ids, LinkCodes codes, Predicate<String> unwanted) {
    this.ids = ids;
    this.codes = codes;
    this.unwanted = unwanted;
  }

  /**
   * A fresh key with its code.
   *
   * @throws TerseException STORE_UNAVAILABLE if no number can be had
   */
  Minted generated(int domain) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      LinkKey key = next(domain, codes.mintingEpoch());
      String code = codes.codeOf(key);
      if (!unwanted.test(code) && !codes.isShadowed(key, code)) {
        return new Minted(key, code);
      }
    }
    throw new TerseException(Fault.INTERNAL, "No code was found that may be given out.");
  }

  /**
   * A fresh key for a named link.
   *
   * @throws TerseException STORE_UNAVAILABLE if no number can be had
   */
  LinkKey named(int domain) {
    return next(domain, LinkKey.NAMED);
  }

  private LinkKey next(int domain, int epoch) {
    long number = ids.next(domain, epoch);
    if (epoch != LinkKey.NAMED && number >= codes.capacity()) {
      throw new TerseException(
          Fault.INTERNAL, "All codes of this length are given out; configure longer ones.");
    }
    return new LinkKey(domain, epoch, number);
  }

  /** A key with its code. */
  record Minted(LinkKey key, String code) {}
}
