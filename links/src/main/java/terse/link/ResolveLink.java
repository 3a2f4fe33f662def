package terse.link;

import java.util.Optional;
import terse.alias.Alias;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Finds the link behind a code or an id. Blocks on the store; thread-safe. */
public final class ResolveLink {
  private final LinkStore store;
  private final LinkCodes codes;
  private final LinkIds ids;
  private final FeedGate gate;

  /** Finds links where no other node makes any. */
  public ResolveLink(LinkStore store, LinkCodes codes, LinkIds ids) {
    this(store, codes, ids, FeedGate.OPEN);
  }

  /**
   * @param gate passed before a text is taken for never issued
   */
  public ResolveLink(LinkStore store, LinkCodes codes, LinkIds ids, FeedGate gate) {
    this.store = store;
    this.codes = codes;
    this.ids = ids;
    this.gate = gate;
  }

  /**
   * The link a text leads to, in whatever state, tombstones included; empty if there never was one.
   * What was certainly never issued is answered without the store.
   */
  public Optional<Link> resolve(int domain, String code) {
    gate.ensureCurrent();
    return switch (codes.parse(domain, code)) {
      case LinkCodes.Generated generated ->
          store.find(generated.key()).or(() -> named(domain, code));
      case LinkCodes.Minted minted ->
          counted(minted)
              .or(() -> store.findByName(domain, minted.folded()))
              .or(() -> named(domain, code));
      case LinkCodes.Name name -> store.findByName(domain, name.folded());
      case LinkCodes.NeverIssued _ -> Optional.empty();
    };
  }

  private Optional<Link> counted(LinkCodes.Minted minted) {
    LinkKey key = minted.counted();
    return key == null ? Optional.empty() : store.find(key);
  }

  /** The link under a name that had the shape of a code later only. */
  private Optional<Link> named(int domain, String text) {
    return codes.canBeName(domain, text)
        ? store.findByName(domain, Alias.fold(text))
        : Optional.empty();
  }

  /**
   * The link with an id, in whatever state, tombstones included.
   *
   * @throws TerseException NOT_FOUND if there never was one
   */
  public Link byId(String id) {
    return ids.parse(id)
        .flatMap(reference -> resolve(reference.domain(), reference.code()))
        .orElseThrow(ResolveLink::missing);
  }

  static TerseException missing() {
    return new TerseException(Fault.NOT_FOUND, "There is no such link.");
  }
}
