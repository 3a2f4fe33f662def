package terse.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, closed in the opposite order. One that fails does not keep the others. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Part> open = new ArrayDeque<>();

  private record Part(String name, AutoCloseable part) {}

  /** Adds a part that is closed before everything added earlier. */
  synchronized <T extends AutoCloseable> T add(String name, T part) {
    open.push(new Part(name, part));
    return part;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      Part next = open.pop();
      try {
        next.part().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.error("Closing {} failed", next.name(), e);
      }
    }
  }
}
