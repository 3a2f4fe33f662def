package terse.epoch;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import terse.code.KeyFile;
import terse.code.KeyRing;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.feed.Feed;
import terse.id.GrantStore;
import terse.link.LinkCodes;

/**
 * Begins a new key epoch while links are made and followed. Every live node has the new secret
 * before the epoch begins, and knows that it has begun before a code is minted under it; from its
 * beginning on nothing more is granted under the old one. Blocks; thread-safe.
 */
public final class RotateKeys {
  private final KeyFile file;
  private final RandomGenerator random;
  private final GrantStore grants;
  private final IssuedFile issued;
  private final LinkCodes codes;
  private final Feed feed;
  private final ReentrantLock one = new ReentrantLock();

  public RotateKeys(
      KeyFile file,
      RandomGenerator random,
      GrantStore grants,
      IssuedFile issued,
      LinkCodes codes,
      Feed feed) {
    this.file = file;
    this.random = random;
    this.grants = grants;
    this.issued = issued;
    this.codes = codes;
    this.feed = feed;
  }

  /**
   * Begins a new key epoch and returns its number.
   *
   * @throws TerseException CONFLICT if another rotation was under way, or a node has not the new
   *     secret: then codes go on being minted as before, and the secret is used by the next
   *     rotation
   */
  public int rotate() {
    one.lock();
    try {
      feed.ensureCaughtUp();
      KeyRing ring = prepared();
      int epoch = ring.newest();
      share(ring.fingerprint(epoch), epoch);
      int after = codes.mintingEpoch();
      feed.awaitEveryone(grants.begin(after, epoch, ring.fingerprint(epoch), List.of()));
      return epoch;
    } finally {
      one.unlock();
    }
  }

  /** A secret that an earlier rotation could not bring to every node, or else a fresh one. */
  private KeyRing prepared() {
    KeyRing ring = codes.keys();
    boolean isUnused =
        ring.newest() > codes.mintingEpoch() && !issued.read().hasKeyEpoch(ring.newest());
    return isUnused ? ring : file.addSecret(random, issued.read().newestKeyEpoch());
  }

  private void share(long fingerprint, int epoch) {
    grants.prepareKeys();
    try {
      feed.awaitKeys(fingerprint);
    } catch (TerseException unshared) {
      throw new TerseException(
          Fault.CONFLICT,
          "Codes go on under key epoch "
              + codes.mintingEpoch()
              + ": not every node has the secret of epoch "
              + epoch
              + ". Copy codes.key to where it is missing, and rotate again. "
              + unshared.detail(),
          unshared);
    }
  }
}
