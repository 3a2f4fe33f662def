package terse.server.redirect;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import terse.link.SuggestLinks.Suggestion;

/** Asked what a code that leads nowhere may have been meant as. Called on event loops. */
@FunctionalInterface
public interface Advisor {
  /** Knows nothing. */
  Advisor NONE = (domain, text, visitor) -> null;

  /**
   * Begins to find out; never waits.
   *
   * @param visitor the address the answer is for, null if it is not known
   * @return null if there is nothing to find out, or this visitor has asked too much; never fails
   */
  @Nullable CompletableFuture<Suggestion> ask(int domain, String text, byte @Nullable [] visitor);
}
