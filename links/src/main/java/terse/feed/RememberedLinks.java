package terse.feed;

/** What a node remembers of links, told of changes that others made. */
public interface RememberedLinks {
  /**
   * A link changed: when this returns, nothing is decided on a state below {@code version}.
   *
   * @param code the generated code, or the folded name
   */
  void outdated(int domain, String code, long version);

  /** Any link may have changed. */
  void forgetAll();

  /**
   * Everything that changed after this position of the feed has been told since all was forgotten,
   * or will be.
   */
  default void knownSince(long position) {}
}
