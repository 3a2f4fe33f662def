package terse.testkit;

import terse.click.ClickStore;
import terse.click.MemoryClickStore;

/** The reference form of the click store holds to its contract. */
class MemoryClickStoreTest extends ClickStoreContract {
  @Override
  protected ClickStore create() {
    return new MemoryClickStore();
  }
}
