package terse.server.redirect;

/** What the link listener counts. */
public enum RedirectCount {
  /** Decisions found in memory. */
  HITS,
  /** Codes known in memory not to exist. */
  NEGATIVE_HITS,
  /** Decisions that had to be loaded. */
  MISSES,
  /** Codes that were surely never issued: a sign of scanning. */
  NEVER_ISSUED,
  /** Requests that waited until this node knew what had happened on others. */
  CATCH_UPS,
  /** Redirects answered from memory while the store could not be reached. */
  CUT_OFF,
  /** Redirects answered to visits and handed to the journal. */
  CLICKS,
  /** Redirects answered to prefetches, which may be no visits, and handed to the journal. */
  PREFETCHES,
  /** Redirects answered to HEAD. */
  HEADS,
  /** Requests that failed because a load did. */
  LOAD_FAILURES,
  /** Requests refused because too many loads were in flight. */
  LOADS_REFUSED,
  /** Visits of limited links that had to wait for the store. */
  LIMIT_WAITS,
  /** Visits refused because the link's limit was reached. */
  LIMIT_REACHED,
  /** Requests for limited links that were no visits and got a page instead of the redirect. */
  LIMIT_SPARED,
  /** Connections closed for being silent or slow. */
  TIMED_OUT
}
