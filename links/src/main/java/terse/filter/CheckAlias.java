package terse.filter;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.alias.AliasPolicy;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.LinkCodes;

/**
 * Says whether a name could be had, as somebody types it. It is a hint: who gets a name is decided
 * by the insert. Only a name that may be taken costs a look at the store. Thread-safe.
 */
public final class CheckAlias {
  private final Domains domains;
  private final AliasPolicy policy;
  private final LinkCodes codes;
  private final Lookup store;
  private final TakenNames taken;
  private final BooleanSupplier current;

  /**
   * @param current whether this node knows what happened on others
   */
  public CheckAlias(
      Domains domains,
      AliasPolicy policy,
      LinkCodes codes,
      Lookup store,
      TakenNames taken,
      BooleanSupplier current) {
    this.domains = domains;
    this.policy = policy;
    this.codes = codes;
    this.store = store;
    this.taken = taken;
    this.current = current;
  }

  /** Whether somebody has a name; may block. */
  @FunctionalInterface
  public interface Lookup {
    boolean isTaken(int domain, String folded);
  }

  /** What is to be said of a name. */
  public enum State {
    AVAILABLE,
    TAKEN,
    INVALID,
    /** It cannot be known now; whoever wants the name had best ask for it. */
    UNKNOWN
  }

  /** Who said so. */
  public enum Source {
    RULES,
    FILTER,
    STORE,
    NOBODY
  }

  /**
   * What is to be said, and who said so.
   *
   * @param detail a sentence for people, null if there is nothing more to say
   */
  public record Answer(State state, Source source, @Nullable String detail) {}

  /**
   * Looks at a name.
   *
   * @param host the domain, null for the default one
   * @throws TerseException UNKNOWN_DOMAIN
   */
  public Answer check(String name, @Nullable String host) {
    Domain domain = domains.named(host);
    try {
      Alias alias = policy.check(name, text -> codes.hasCodeShape(domain.id(), text));
      return isFree(domain, alias)
          ? new Answer(State.AVAILABLE, Source.FILTER, null)
          : ask(domain, alias);
    } catch (TerseException broken) {
      if (broken.fault() != Fault.INVALID_ALIAS) {
        throw broken;
      }
      return new Answer(State.INVALID, Source.RULES, broken.detail());
    }
  }

  private boolean isFree(Domain domain, Alias alias) {
    return current.getAsBoolean()
        && taken.hint(domain.id(), alias.folded()) == TakenNames.Hint.FREE;
  }

  private Answer ask(Domain domain, Alias alias) {
    try {
      boolean found = store.isTaken(domain.id(), alias.folded());
      return new Answer(found ? State.TAKEN : State.AVAILABLE, Source.STORE, null);
    } catch (TerseException unreachable) {
      return new Answer(
          State.UNKNOWN, Source.NOBODY, "The store cannot be asked now. " + unreachable.detail());
    }
  }
}
