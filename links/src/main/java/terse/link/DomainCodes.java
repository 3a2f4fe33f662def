package terse.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.code.KeyRing;
import terse.code.Scheme;

/**
 * All generations of a domain's codes, oldest first.
 *
 * @param schemes what they were made of
 * @param secrets and of these, as far as their epochs have begun
 * @param generations one for each scheme and key
 */
record DomainCodes(List<Scheme> schemes, LinkCodes.Secrets secrets, List<Generation> generations) {

  static DomainCodes of(int domain, List<Scheme> schemes, LinkCodes.Secrets secrets) {
    KeyRing keys = secrets.ring();
    List<Generation> generations = new ArrayList<>();
    for (int scheme = 0; scheme < schemes.size(); scheme++) {
      for (int key : keys.epochs().headSet(secrets.minting(), true)) {
        int epoch = LinkKey.epoch(scheme, key);
        generations.add(new Generation(domain, epoch, schemes.get(scheme), keys.secret(key)));
      }
    }
    return new DomainCodes(schemes, secrets, List.copyOf(generations));
  }

  /**
   * Whether a text has had the shape of a code, and so was refused as a name, for as long as the
   * domain exists.
   */
  boolean isAlwaysCode(String text) {
    return !generations.isEmpty() && generations.getFirst().hasShape(text);
  }

  /**
   * A text as the oldest generation that mints such texts would have written it; null if none does.
   */
  @Nullable String minted(String text) {
    for (Generation generation : generations) {
      String minted = generation.minted(text);
      if (minted != null) {
        return minted;
      }
    }
    return null;
  }

  /** The one that mints. */
  Generation newest() {
    return generations.getLast();
  }

  /**
   * The generation of an epoch.
   *
   * @throws IllegalArgumentException if there is none
   */
  Generation of(int epoch) {
    for (Generation generation : generations) {
      if (generation.epoch() == epoch) {
        return generation;
      }
    }
    throw new IllegalArgumentException("no generated codes have the epoch " + epoch);
  }
}
