package terse.testkit;

import java.nio.file.Path;
import java.time.InstantSource;
import terse.id.WorkerLeases;
import terse.memory.MemoryWorkerLeases;

class MemoryWorkerLeasesTest extends WorkerLeasesContract {
  @Override
  protected WorkerLeases open(Path folder, InstantSource clock) {
    return new MemoryWorkerLeases(clock);
  }
}
