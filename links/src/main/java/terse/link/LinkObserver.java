package terse.link;

/**
 * Told of every change made through this node, creates too, after it is durable and before it is
 * acknowledged. Called on the thread that made the change, from many threads at once; must neither
 * block nor throw.
 */
@FunctionalInterface
public interface LinkObserver {
  /**
   * The link is now as given.
   *
   * @param code the generated code, or the name as its owner typed it
   */
  void changed(Link link, String code);

  /**
   * A link may come to be under a code: before the store is asked to insert it. A change of it that
   * comes from elsewhere is heard of after this.
   *
   * @param named whether the code is a name that somebody chose
   */
  default void creating(int domain, boolean named, String code) {}

  /** What {@link #creating} told of came to be and was told of, or did not. */
  default void settled(int domain, boolean named, String code) {}
}
