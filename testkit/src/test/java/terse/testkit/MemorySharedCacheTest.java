package terse.testkit;

import java.time.InstantSource;
import terse.cache.SharedCache;
import terse.memory.MemorySharedCache;

class MemorySharedCacheTest extends SharedCacheContract {
  private final SharedCache only = new MemorySharedCache(InstantSource.system());

  @Override
  protected SharedCache node() {
    return only;
  }

  @Override
  protected SharedCache other() {
    return only;
  }
}
