package terse.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;

/**
 * Creates links: checks what is asked, mints keys, inserts, and tells the observers. What is
 * checked here is what is stored; who gets a name is decided by the store alone. Blocks on the
 * store; thread-safe.
 */
public final class CreateLink {
  private final DraftLink draft;
  private final InsertLinks insert;

  public CreateLink(DraftLink draft, InsertLinks insert) {
    this.draft = draft;
    this.insert = insert;
  }

  /**
   * Creates a link, or finds the one an earlier request with the same idempotency key made, or the
   * owner's live one for the same target if {@code reuse} was asked for.
   *
   * @param account the account that will own it
   * @throws TerseException with the reason; OUTCOME_UNKNOWN if the link may or may not exist now,
   *     anything else if it certainly was not created
   */
  public Created create(int account, Request request) {
    return switch (createAll(account, List.of(request)).getFirst()) {
      case Created created -> created;
      case Failed failed -> throw failed.fault();
    };
  }

  /**
   * Creates links with one call to the store, each decided on its own: one that fails does not
   * hinder the others. Of two that ask for one alias the first gets it.
   *
   * @param account the account that will own them
   * @return one outcome a request, in order
   */
  public List<Outcome> createAll(int account, List<Request> requests) {
    Outcomes outcomes = new Outcomes(requests.size());
    List<Draft> drafts = draft.all(account, requests, outcomes);
    insert.all(drafts, outcomes);
    return outcomes.inOrder();
  }

  /**
   * A link asked for, unchecked.
   *
   * @param url the target as given
   * @param alias the name wanted, null for a generated code
   * @param domain the host it is to live on, null for the default domain
   * @param expiresAt its expiry, null for the domain's default
   * @param maxVisits how many visits it redirects at most, null for any number
   * @param title a label, null for none
   * @param tags labels, empty for none
   * @param status the redirect status, null for 302
   * @param reuse whether the owner's live link for the same target will do
   * @param idempotency what tells a retry from a new request, null if the caller did not say
   */
  public record Request(
      String url,
      @Nullable String alias,
      @Nullable String domain,
      @Nullable Instant expiresAt,
      @Nullable Integer maxVisits,
      @Nullable String title,
      List<String> tags,
      @Nullable Integer status,
      boolean reuse,
      NewLink.@Nullable Idempotency idempotency) {}

  /** What became of a request. */
  public sealed interface Outcome {}

  /**
   * There is a link for it.
   *
   * @param code the generated code, or the name as its owner typed it
   * @param origin how the link came to be
   */
  public record Created(Link link, String code, Origin origin) implements Outcome {}

  /** How the link that answers a request came to be. */
  public enum Origin {
    /** This request created it. */
    NEW,
    /** An earlier request with the same idempotency key did. */
    REPLAYED,
    /** It was there, and {@code reuse} was asked for. */
    REUSED
  }

  /**
   * There is none, and why.
   *
   * @param fault never reports a defect of ours as the caller's
   */
  public record Failed(TerseException fault) implements Outcome {}
}
