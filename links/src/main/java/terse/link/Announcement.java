package terse.link;

/** What makes sure that other nodes know of new names before those are acknowledged. */
@FunctionalInterface
public interface Announcement {
  /** That of a node with no others. */
  Announcement NONE = () -> {};

  /**
   * Returns once every live node knows all names that were inserted before the call, or has lost
   * its lease. May block.
   *
   * @throws terse.fault.TerseException STORE_UNAVAILABLE if that is not known in good time
   */
  void ofNames();
}
