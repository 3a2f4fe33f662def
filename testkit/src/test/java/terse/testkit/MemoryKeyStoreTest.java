package terse.testkit;

import java.nio.file.Path;
import terse.key.KeyStore;
import terse.memory.MemoryKeyStore;

class MemoryKeyStoreTest extends KeyStoreContract {
  @Override
  protected KeyStore open(Path folder) {
    return new MemoryKeyStore();
  }
}
