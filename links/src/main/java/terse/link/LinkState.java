package terse.link;

/** The state of a link. Expiry is not a state: it is decided by the clock on every hit. */
public enum LinkState {
  /** Redirects until it expires. */
  ACTIVE,
  /** Kept, answers 410, and can be enabled again. */
  DISABLED,
  /** A tombstone: answers 410 for ever; its code or name is never given out again. */
  DELETED
}
