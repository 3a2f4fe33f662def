package terse.link;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * Changes a stored link: reads it, changes it, writes it if it is still what was read, and tells
 * the observers. Thread-safe.
 */
public final class ChangeLink {
  private static final int MOST_TRIES = 16;

  private final ReadLink read;
  private final LinkStore store;
  private final LinkCodes codes;
  private final List<LinkObserver> observers;

  public ChangeLink(ReadLink read, LinkStore store, LinkCodes codes, List<LinkObserver> observers) {
    this.read = read;
    this.store = store;
    this.codes = codes;
    this.observers = List.copyOf(observers);
  }

  /**
   * Changes a link. Without a version, a change that was overtaken by another is made again on top
   * of it, some times over.
   *
   * @param ifVersion the only version to change, null for any
   */
  Link change(Caller caller, String id, @Nullable Long ifVersion, UnaryOperator<Link> change) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Link present = read.read(caller, id);
      check(present, ifVersion);
      Link changed = change.apply(present);
      if (changed.equals(present)) {
        return present;
      }
      switch (update(changed, present)) {
        case UpdateOutcome.Updated updated -> {
          return told(updated.link());
        }
        case UpdateOutcome.Stale stale -> check(stale.current(), ifVersion);
        case UpdateOutcome.Missing _ -> throw ResolveLink.missing();
      }
    }
    throw new TerseException(
        Fault.OVERLOADED, "The link is being changed by many at once; nothing was changed.");
  }

  private static void check(Link present, @Nullable Long ifVersion) {
    if (ifVersion != null && ifVersion != present.version()) {
      throw new TerseException(
          Fault.PRECONDITION_FAILED,
          "The link is at version " + present.version() + "; nothing was changed. Read it again.");
    }
  }

  private UpdateOutcome update(Link changed, Link present) {
    try {
      return store.update(changed, present.version());
    } catch (TerseException failure) {
      if (failure.fault() == Fault.OUTCOME_UNKNOWN) {
        return settled(changed, present, failure);
      }
      throw failure;
    }
  }

  /**
   * Asks the store once about a change that it could not vouch for. It is known to be made if the
   * link is now just what it made of it; else it may have been overtaken, or still come.
   */
  private UpdateOutcome settled(Link changed, Link present, TerseException unknown) {
    try {
      return store
          .find(present.key())
          .filter(present.changedTo(changed)::equals)
          .map(UpdateOutcome.Updated::new)
          .orElseThrow(() -> unknown);
    } catch (TerseException unreadable) {
      throw unknown;
    }
  }

  private Link told(Link link) {
    String code = codes.codeOf(link);
    observers.forEach(observer -> observer.changed(link, code));
    return link;
  }
}
