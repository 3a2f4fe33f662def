package terse.testkit;

import org.jspecify.annotations.Nullable;
import terse.link.LinkQuery;
import terse.link.LinkQuery.Sort;

/** Listings to ask for in tests. */
public final class Queries {
  private Queries() {}

  /** Everything, in pages. */
  public static LinkQuery all(Sort sort, int limit) {
    return new LinkQuery(null, null, null, null, sort, null, limit);
  }

  /** The same listing after a cursor. */
  public static LinkQuery after(LinkQuery query, @Nullable String cursor) {
    return new LinkQuery(
        query.owner(),
        query.domain(),
        query.search(),
        query.tag(),
        query.sort(),
        cursor,
        query.limit());
  }

  /** What one account owns, newest first. */
  public static LinkQuery owner(int owner) {
    return new LinkQuery(owner, null, null, null, Sort.NEWEST, null, 100);
  }

  /** What lives on one domain, newest first. */
  public static LinkQuery domain(int domain) {
    return new LinkQuery(null, domain, null, null, Sort.NEWEST, null, 100);
  }

  /** What carries a tag, newest first. */
  public static LinkQuery tag(String tag) {
    return new LinkQuery(null, null, null, tag, Sort.NEWEST, null, 100);
  }

  /** What mentions a text, newest first. */
  public static LinkQuery search(String text) {
    return new LinkQuery(null, null, text, null, Sort.NEWEST, null, 100);
  }
}
