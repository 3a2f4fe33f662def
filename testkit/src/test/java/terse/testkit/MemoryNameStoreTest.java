package terse.testkit;

import java.nio.file.Path;
import terse.memory.MemoryLinkStore;

class MemoryNameStoreTest extends NameStoreContract {
  @Override
  protected Opened open(Path folder) {
    MemoryLinkStore store = new MemoryLinkStore();
    return new Opened(store, store);
  }
}
