package terse.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import terse.url.UrlPolicy;

/** Edits a link. Blocks on the store; thread-safe. */
public final class EditLink {
  private final ChangeLink change;
  private final UrlPolicy urls;
  private final boolean limits;
  private final InstantSource clock;

  /** Edits of a store that counts visits. */
  public EditLink(ChangeLink change, UrlPolicy urls, InstantSource clock) {
    this(change, urls, true, clock);
  }

  /**
   * @param limits whether links can have a limit of visits
   */
  public EditLink(ChangeLink change, UrlPolicy urls, boolean limits, InstantSource clock) {
    this.change = change;
    this.urls = urls;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Edits a link; a patch that changes nothing writes nothing.
   *
   * @param ifVersion the only version to edit, null for any
   * @return the link as it is now
   * @throws terse.fault.TerseException NOT_FOUND, PRECONDITION_FAILED, or what is wrong with a
   *     value
   */
  public Link edit(Caller caller, String id, Patch patch, @Nullable Long ifVersion) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Patch valid = checked(patch, now);
    return change.change(caller, id, ifVersion, link -> patched(link, valid, now));
  }

  private Patch checked(Patch patch, Instant now) {
    return new Patch(
        patch.url().map(url -> urls.check(given("url", url)).href()),
        patch.title().map(LinkRules::title),
        patch.tags().map(LinkRules::tags),
        patch.status().map(LinkRules::status),
        patch.expiresAt().map(expiry -> LinkRules.expiry(expiry, now)),
        patch.maxVisits().map(given -> LinkRules.maxVisits(given, limits)),
        patch.enabled().map(enabled -> given("enabled", enabled)));
  }

  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw LinkRules.invalid(field, "a link cannot be without it.");
    }
    return value;
  }

  private static Link patched(Link link, Patch patch, Instant now) {
    Link patched =
        new Link(
            link.key(),
            link.name(),
            patch.url().orPresent(link.target()),
            link.owner(),
            patch.title().or(link.title()),
            patch.tags().orPresent(link.tags()),
            patch.status().orPresent(link.status()),
            link.createdAt(),
            link.updatedAt(),
            patch.expiresAt().or(link.expiresAt()),
            patch.maxVisits().or(link.maxVisits()),
            patch.enabled().orPresent(link.state() == LinkState.ACTIVE)
                ? LinkState.ACTIVE
                : LinkState.DISABLED,
            link.version());
    return patched.equals(link) ? link : patched.updated(now);
  }
}
