package terse.link;

import org.jspecify.annotations.Nullable;

/**
 * A page of links asked for. Tombstones are never listed.
 *
 * @param owner only this account's links, null for all
 * @param domain only this domain's links, null for all
 * @param search text that the target, title, name or a tag contains, letter case aside; null for
 *     any
 * @param tag only links with exactly this tag, null for any
 * @param sort the order
 * @param after the cursor of the page before, null for the first page
 * @param limit page size, 1 to 500
 */
public record LinkQuery(
    @Nullable Integer owner,
    @Nullable Integer domain,
    @Nullable String search,
    @Nullable String tag,
    Sort sort,
    @Nullable String after,
    int limit) {

  /** This query, limited to one account's links. */
  public LinkQuery ownedBy(int account) {
    return new LinkQuery(account, domain, search, tag, sort, after, limit);
  }

  /**
   * Orders a listing can have. Ties are broken by the key, so that pages never overlap. Texts are
   * compared code point by code point, see {@link LinkCursor#valueOf}.
   */
  public enum Sort {
    /** Last created first. */
    NEWEST,
    /** First created first. */
    OLDEST,
    /** By title, A to Z as a to z; links without one come first. */
    TITLE,
    /** By target. */
    TARGET
  }
}
