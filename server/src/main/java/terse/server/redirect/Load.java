package terse.server.redirect;

import java.util.concurrent.CompletableFuture;

/**
 * One load under way, shared by all who wait for it. A change to the link while the store is being
 * read makes what was read worthless, and the load starts again.
 */
final class Load {
  final CompletableFuture<Decision> decision = new CompletableFuture<>();
  private volatile boolean overtaken;

  /** Starts reading: only changes from here on overtake it. */
  void begin() {
    overtaken = false;
  }

  /** Notes that the link was changed; returns this. */
  Load overtaken() {
    overtaken = true;
    return this;
  }

  boolean isOvertaken() {
    return overtaken;
  }
}
