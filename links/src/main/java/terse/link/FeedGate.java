package terse.link;

/** What makes sure that a node knows what was acknowledged elsewhere before it answers. */
public interface FeedGate {
  /** The gate of a node that is alone: whatever happened, happened here. */
  FeedGate OPEN = () -> {};

  /**
   * Returns once this node knows everything that was acknowledged anywhere before the call; at once
   * while it holds its feed lease. May block.
   *
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if that cannot be had
   */
  void ensureCurrent();
}
