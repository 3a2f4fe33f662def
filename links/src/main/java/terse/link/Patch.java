package terse.link;

import java.time.Instant;
import java.util.List;

/**
 * What an edit changes about a link. Values are checked as for a new link.
 *
 * @param url the target; cannot be emptied
 * @param title the label; emptied for none
 * @param tags the tags; emptied for none
 * @param status the redirect status; emptied for the usual one
 * @param expiresAt the expiry, in the future; emptied for never
 * @param maxVisits the limit of visits, which those answered so far count against; emptied for any
 *     number
 * @param enabled whether it redirects; cannot be emptied
 */
public record Patch(
    Change<String> url,
    Change<String> title,
    Change<List<String>> tags,
    Change<Integer> status,
    Change<Instant> expiresAt,
    Change<Integer> maxVisits,
    Change<Boolean> enabled) {

  /** A patch that changes nothing. */
  public static final Patch NOTHING =
      new Patch(
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep());
}
