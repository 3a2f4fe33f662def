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
}
