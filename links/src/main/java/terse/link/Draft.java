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
    NewLink.@Nullable Idempotency idempotency,
    boolean reuse) {

  boolean isNamed() {
    return alias != null;
  }

  NewLink under(LinkKey key) {
    return new NewLink(
        key,
        alias == null ? null : alias.display(),
        alias == null ? null : alias.folded(),
        target,
        owner,
        title,
        tags,
        status,
        createdAt,
        expiresAt,
        idempotency,
        reuse);
  }
}
