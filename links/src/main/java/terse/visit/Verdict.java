package terse.visit;

/** What came of waiting for a visit to be answered. */
public enum Verdict {
  /** There are visits to be had: try again. Another visitor may be faster. */
  TRY,
  /** Every visit was answered. */
  USED_UP,
  /** The last ones are with other nodes, which may bring some back: try again later. */
  BUSY,
  /** The link is not as this node knows it: it changed a moment ago. */
  STALE
}
