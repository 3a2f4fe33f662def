package terse.feed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import terse.code.KeyRing;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.GrantStore;
import terse.id.GrantedMarks;
import terse.id.Grants;
import terse.link.FeedEntry;
import terse.link.LinkCodes;
import terse.link.LinkKey;
import terse.link.LinkStore;

/** Everything a node keeps in memory that changes elsewhere, brought up to date by the feed. */
public final class Knowledge implements FeedListener {
  private final LinkStore store;
  private final GrantStore grants;
  private final GrantedMarks marks;
  private final LinkCodes codes;
  private final Supplier<KeyRing> keys;
  private final Runnable domains;
  private final List<RememberedLinks> links = new CopyOnWriteArrayList<>();
  private final int recalled;

  /**
   * @param keys reads the key file
   * @param domains reads the domains anew
   * @param recalled of how many rows of the feed that are known already is told again at the start
   */
  public Knowledge(
      LinkStore store,
      GrantStore grants,
      GrantedMarks marks,
      LinkCodes codes,
      Supplier<KeyRing> keys,
      Runnable domains,
      int recalled) {
    this.store = store;
    this.grants = grants;
    this.marks = marks;
    this.codes = codes;
    this.keys = keys;
    this.domains = domains;
    this.recalled = recalled;
  }

  /** Adds what is to be told of links; before the feed is started. */
  public void remember(RememberedLinks added) {
    links.add(added);
  }

  @Override
  public void told(FeedEntry entry) {
    switch (entry) {
      case FeedEntry.LinkChanged changed -> outdated(changed);
      case FeedEntry.Granted grant -> marks.raise(grant.domain(), grant.epoch(), grant.mark());
      case FeedEntry.KeysPrepared _ -> codes.use(keys.get(), codes.mintingEpoch());
      case FeedEntry.EpochBegun begun -> mintUnder(begun.epoch(), begun.fingerprint());
      case FeedEntry.DomainsChanged _ -> domains.run();
      case FeedEntry.NamesOpened opened -> marks.openNames(opened.domain());
    }
  }

  private void outdated(FeedEntry.LinkChanged changed) {
    LinkKey key = changed.key();
    if (!key.isNamed() && codes.capacity(key.domain(), key.epoch()) == 0) {
      return; // nothing can be remembered of a link whose code is not known here
    }
    String name = changed.foldedName();
    String code = name == null ? codes.codeOf(key) : exact(key, name);
    links.forEach(each -> each.outdated(key.domain(), code, changed.version()));
  }

  /** Names that are codes from a source of texts are kept as they were drawn, and not folded. */
  private String exact(LinkKey key, String folded) {
    return key.isNamed() ? folded : store.find(key).map(codes::codeOf).orElse(folded);
  }

  private void mintUnder(int epoch, long fingerprint) {
    KeyRing ring = keys.get();
    check(ring, epoch, fingerprint);
    codes.use(ring, epoch);
  }

  @Override
  public void startOver() {
    Grants all = grants.all();
    KeyRing ring = keys.get();
    for (Map.Entry<Integer, Long> begun : all.epochs().entrySet()) {
      check(ring, begun.getKey(), begun.getValue());
    }
    marks.load(all);
    codes.use(ring, all.epoch());
    domains.run();
    links.forEach(RememberedLinks::forgetAll);
    recall();
  }

  /** Tells again of what happened lately, for those who judge what others remember by it. */
  private void recall() {
    long now = store.feedPosition();
    long from = Math.max(0, now - recalled);
    List<FeedEntry> lately = recalled == 0 ? List.of() : store.feedAfter(from, recalled);
    for (FeedEntry entry : lately) {
      if (entry instanceof FeedEntry.LinkChanged changed) {
        outdated(changed);
      }
    }
    long since = lately.isEmpty() ? now : Math.max(from, lately.getFirst().position() - 1);
    links.forEach(each -> each.knownSince(since));
  }

  private static void check(KeyRing ring, int epoch, long fingerprint) {
    if (!ring.epochs().contains(epoch) || ring.fingerprint(epoch) != fingerprint) {
      throw new TerseException(
          Fault.INTERNAL,
          "The key file has not the secret that codes of key epoch "
              + epoch
              + " are made with. Copy it from a node that has it, or from a backup.");
    }
  }

  @Override
  public long keys() {
    KeyRing ring = codes.keys();
    return ring.fingerprint(ring.newest());
  }
}
