package terse.click;

/** What answered a redirect. The ordinal is stored: add at the end only. */
public enum Tier {
  /** The node's own memory. */
  L1,
  /** The shared cache. */
  L2,
  /** The link store. */
  STORE
}
