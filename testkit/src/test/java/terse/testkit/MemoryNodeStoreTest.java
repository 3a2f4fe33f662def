package terse.testkit;

import java.nio.file.Path;
import terse.feed.NodeStore;
import terse.memory.MemoryNodeStore;

class MemoryNodeStoreTest extends NodeStoreContract {
  @Override
  protected NodeStore open(Path folder) {
    return new MemoryNodeStore();
  }
}
