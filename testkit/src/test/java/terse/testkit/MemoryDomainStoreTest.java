package terse.testkit;

import java.nio.file.Path;
import terse.domain.DomainStore;
import terse.memory.MemoryDomainStore;

class MemoryDomainStoreTest extends DomainStoreContract {
  @Override
  protected DomainStore open(Path folder) {
    return new MemoryDomainStore();
  }
}
