package terse.feed;

/** What a node may answer from what it remembers. */
public enum Standing {
  /** It holds its lease: it knows everything acknowledged more than a lease ago. */
  CURRENT,
  /** Its lease ran out: it must catch up before it answers. */
  BEHIND,
  /** It cannot reach the store: it answers what it knew, for a configured time. */
  CUT_OFF,
  /** That time is over: it answers nothing from memory. */
  LOST
}
