package terse.testkit;

import java.nio.file.Path;
import terse.id.RangeStore;
import terse.memory.MemoryRangeStore;

class MemoryRangeStoreTest extends RangeStoreContract {
  private final RangeStore only = new MemoryRangeStore();

  @Override
  protected RangeStore open(Path folder) {
    return only;
  }
}
