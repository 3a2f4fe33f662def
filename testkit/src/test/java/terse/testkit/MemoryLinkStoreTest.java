package terse.testkit;

import java.nio.file.Path;
import java.time.Duration;
import terse.link.LinkStore;
import terse.memory.MemoryLinkStore;

class MemoryLinkStoreTest extends LinkStoreContract {

  @Override
  public LinkBackend backend() {
    return new Memory();
  }

  /** Links in memory: gone with their process, never held up. */
  public static final class Memory implements LinkBackend {
    @Override
    public LinkStore open(Path folder) {
      return new MemoryLinkStore();
    }

    @Override
    public LinkStore open(Path folder, Duration deadline) {
      return new MemoryLinkStore();
    }

    @Override
    public Hold hold(Path folder) {
      return () -> {};
    }

    @Override
    public boolean isDurable() {
      return false;
    }

    @Override
    public boolean isShared() {
      return false;
    }

    @Override
    public boolean canStall() {
      return false;
    }
  }
}
