package terse.server.api;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import terse.server.ops.Shedder;

/** Runs admitted work, each piece on a virtual thread of its own. */
final class Workers {
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Shedder shedder;

  Workers(Shedder shedder) {
    this.shedder = shedder;
  }

  /** Takes a piece of work on; throws what {@link Shedder#admit} throws. */
  Shedder.Admission admit(Shedder.Work work) {
    return shedder.admit(work);
  }

  void run(Shedder.Admission admission, Runnable work) {
    THREADS.execute(
        () -> {
          try (admission) {
            work.run();
          }
        });
  }
}
