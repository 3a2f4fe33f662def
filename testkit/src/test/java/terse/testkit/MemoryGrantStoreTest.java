package terse.testkit;

import java.nio.file.Path;
import java.time.InstantSource;
import terse.memory.MemoryFeed;
import terse.memory.MemoryGrantStore;
import terse.memory.MemoryLinkStore;

class MemoryGrantStoreTest extends GrantStoreContract {
  @Override
  protected Opened open(Path folder) {
    MemoryFeed feed = new MemoryFeed();
    return new Opened(
        new MemoryGrantStore(feed, InstantSource.system()), new MemoryLinkStore(feed));
  }
}
