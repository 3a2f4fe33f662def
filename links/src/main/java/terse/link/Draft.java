package terse.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;

/**
 * A request for a link after all checks, before it has a key.
 *
 * @param line its place in the batch, 0 or more
 * @param domain the number of the domain it is for
 * @param alias the chosen name, null for a generated code
 */
record Draft(
    int line,
    int domain,
    @Nullable Alias alias,
    String target,
    int owner,
    @Nullable String title,
    List<String> tags,
    int status,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Integer maxVisits,
    NewLink.@Nullable Idempotency idempotency,
    boolean reuse) {

  boolean isNamed() {
    return alias != null;
  }

  NewLink under(LinkKey key) {
    return alias == null
        ? under(key, null, null, reuse)
        : under(key, alias.display(), alias.folded(), reuse);
  }

  /**
   * The link under a text that was minted for it.
   *
   * @param same whether the same URL has the same code
   */
  NewLink under(LinkKey key, String text, boolean same) {
    return under(key, text, MintedForm.folded(text), reuse || (same && maxVisits == null));
  }

  private NewLink under(
      LinkKey key, @Nullable String name, @Nullable String folded, boolean reused) {
    return new NewLink(
        key,
        name,
        folded,
        target,
        owner,
        title,
        tags,
        status,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reused);
  }
}
