package terse.testkit;

import java.nio.file.Path;
import terse.memory.MemoryLinkStore;
import terse.memory.MemoryVisitStore;

class MemoryVisitStoreTest extends VisitStoreContract {
  @Override
  protected Opened open(Path folder) {
    MemoryLinkStore links = new MemoryLinkStore();
    return new Opened(new MemoryVisitStore(links), links);
  }
}
