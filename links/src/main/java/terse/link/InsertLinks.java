package terse.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.CreateLink.Origin;

/** Gives drafts their keys, stores them with one call, and tells the observers. Thread-safe. */
public final class InsertLinks {
  private final LinkStore store;
  private final CodeMint mint;
  private final LinkCodes codes;
  private final List<LinkObserver> observers;
  private final Announcement announcement;

  /** Inserts links where there are no other nodes. */
  public InsertLinks(
      LinkStore store, CodeMint mint, LinkCodes codes, List<LinkObserver> observers) {
    this(store, mint, codes, observers, Announcement.NONE);
  }

  /**
   * @param announcement waited for after new names are stored and before they are acknowledged
   */
  public InsertLinks(
      LinkStore store,
      CodeMint mint,
      LinkCodes codes,
      List<LinkObserver> observers,
      Announcement announcement) {
    this.store = store;
    this.mint = mint;
    this.codes = codes;
    this.observers = List.copyOf(observers);
    this.announcement = announcement;
  }

  /** Enters what became of each draft. */
  void all(List<Draft> drafts, Outcomes outcomes) {
    List<Keyed> batch = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      attempt(draft.line(), outcomes, () -> batch.add(keyed(draft)));
    }
    List<Keyed> open = batch;
    while (!open.isEmpty()) {
      open = insert(open, outcomes);
    }
  }

  private static void attempt(int line, Outcomes outcomes, Runnable step) {
    try {
      step.run();
    } catch (TerseException failure) {
      outcomes.failed(line, failure);
    }
  }

  private Keyed keyed(Draft draft) {
    Alias alias = draft.alias();
    return alias == null
        ? keyed(draft, mint.generated(draft))
        : new Keyed(draft, draft.under(mint.named(draft.domain())), alias.display(), null);
  }

  private Keyed keyed(Draft draft, CodeMint.Minted minted) {
    NewLink link =
        minted.isText()
            ? draft.under(minted.key(), minted.code(), codes.sameForSameUrl(minted.key()))
            : draft.under(minted.key());
    return new Keyed(draft, link, minted.code(), minted.isText() ? minted : null);
  }

  /** Inserts what is open; what has to be tried again with another text stays open. */
  private List<Keyed> insert(List<Keyed> batch, Outcomes outcomes) {
    for (Keyed keyed : batch) {
      observers.forEach(each -> each.creating(keyed.domain(), keyed.isNamed(), keyed.code()));
    }
    try {
      return tried(batch, outcomes);
    } finally {
      for (Keyed keyed : batch) {
        observers.forEach(each -> each.settled(keyed.domain(), keyed.isNamed(), keyed.code()));
      }
    }
  }

  private List<Keyed> tried(List<Keyed> batch, Outcomes outcomes) {
    List<InsertOutcome> answers;
    try {
      answers = store.insertAll(batch.stream().map(Keyed::link).toList());
    } catch (TerseException failure) {
      batch.forEach(keyed -> fail(keyed, failure, outcomes));
      return List.of();
    }
    List<Keyed> again = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Keyed keyed = batch.get(i);
      CodeMint.Minted text = keyed.text();
      if (text != null && answers.get(i) instanceof InsertOutcome.Taken) {
        Draft draft = keyed.draft();
        attempt(keyed.line(), outcomes, () -> again.add(keyed(draft, mint.again(draft, text))));
      } else {
        enter(keyed, answers.get(i), outcomes);
      }
    }
    announce(batch, answers, outcomes);
    return again;
  }

  private void fail(Keyed keyed, TerseException failure, Outcomes outcomes) {
    if (failure.fault() == Fault.OUTCOME_UNKNOWN) {
      settle(keyed, failure, outcomes);
    } else {
      outcomes.failed(keyed.line(), failure);
    }
  }

  /** Names that others may not know of yet are in the store, and yet not acknowledged. */
  private void announce(List<Keyed> batch, List<InsertOutcome> answers, Outcomes outcomes) {
    List<Keyed> named = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (batch.get(i).link().name() != null && answers.get(i) instanceof InsertOutcome.Inserted) {
        named.add(batch.get(i));
      }
    }
    try {
      if (!named.isEmpty()) {
        announcement.ofNames();
      }
    } catch (TerseException unconfirmed) {
      named.forEach(keyed -> outcomes.failed(keyed.line(), unannounced(unconfirmed)));
    }
  }

  private static TerseException unannounced(TerseException cause) {
    return new TerseException(
        Fault.OUTCOME_UNKNOWN,
        "The link was stored, but not every node may know its name yet. " + cause.detail(),
        cause);
  }

  private void enter(Keyed keyed, InsertOutcome answer, Outcomes outcomes) {
    int line = keyed.line();
    switch (answer) {
      case InsertOutcome.Inserted inserted -> created(keyed, inserted.link(), outcomes);
      case InsertOutcome.Reused reused ->
          outcomes.created(line, reused.link(), codes.codeOf(reused.link()), Origin.REUSED);
      case InsertOutcome.Replayed(Link link) when link.state() == LinkState.DELETED ->
          outcomes.failed(line, goneSince());
      case InsertOutcome.Replayed replayed ->
          outcomes.created(line, replayed.link(), codes.codeOf(replayed.link()), Origin.REPLAYED);
      case InsertOutcome.Taken _ -> outcomes.failed(line, taken());
      case InsertOutcome.Mismatch _ -> outcomes.failed(line, mismatch());
    }
  }

  private void created(Keyed keyed, Link link, Outcomes outcomes) {
    observers.forEach(observer -> observer.changed(link, keyed.code()));
    outcomes.created(keyed.line(), link, keyed.code(), Origin.NEW);
  }

  /**
   * Asks the store once about an insert that it could not vouch for. The number was this insert's
   * alone, so a link under it was created here; none under it may still come.
   */
  private void settle(Keyed keyed, TerseException unknown, Outcomes outcomes) {
    try {
      Optional<Link> found = store.find(keyed.link().key());
      found.ifPresentOrElse(
          link -> created(keyed, link, outcomes), () -> outcomes.failed(keyed.line(), unknown));
    } catch (TerseException unreadable) {
      outcomes.failed(keyed.line(), unknown);
    }
  }

  private static TerseException taken() {
    return new TerseException(
        Fault.ALIAS_TAKEN, "The name is taken on this domain, perhaps by a deleted link.");
  }

  private static TerseException mismatch() {
    return new TerseException(
        Fault.IDEMPOTENCY_MISMATCH,
        "The idempotency key belongs to an earlier, different request; nothing was created.");
  }

  private static TerseException goneSince() {
    return new TerseException(
        Fault.GONE, "The link that this request created has been deleted since.");
  }

  /**
   * A draft with its key and code.
   *
   * @param text the minted text that may be found taken, null if another cannot be made
   */
  private record Keyed(Draft draft, NewLink link, String code, CodeMint.@Nullable Minted text) {
    int line() {
      return draft.line();
    }

    int domain() {
      return link.key().domain();
    }

    boolean isNamed() {
      return link.key().isNamed();
    }
  }
}
