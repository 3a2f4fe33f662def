package terse.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a link: what remains is a tombstone without its contents, so that the code or name is
 * never given out again. Blocks on the store; thread-safe.
 */
public final class DeleteLink {
  private final ChangeLink change;
  private final InstantSource clock;

  public DeleteLink(ChangeLink change, InstantSource clock) {
    this.change = change;
    this.clock = clock;
  }

  /**
   * Deletes a link.
   *
   * @param ifVersion the only version to delete, null for any
   * @throws terse.fault.TerseException NOT_FOUND, also when it is deleted already;
   *     PRECONDITION_FAILED
   */
  public void delete(Caller caller, String id, @Nullable Long ifVersion) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    change.change(caller, id, ifVersion, link -> tombstone(link, now));
  }

  private static Link tombstone(Link link, Instant now) {
    return new Link(
        link.key(),
        link.name(),
        "",
        link.owner(),
        null,
        List.of(),
        link.status(),
        link.createdAt(),
        now,
        null,
        null,
        LinkState.DELETED,
        link.version());
  }
}
