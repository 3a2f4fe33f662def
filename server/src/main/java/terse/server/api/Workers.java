package terse.server.api;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import terse.server.ops.Shedder;

/** Runs admitted work, each piece on a virtual thread of its own. */
public final class Workers {
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Shedder shedder;

  public Workers(Shedder shedder) {
    this.shedder = shedder;
  }

  /** Takes a piece of work on; throws what {@link Shedder#admit} throws. */
  public Shedder.Admission admit(Shedder.Work work) {
    return shedder.admit(work);
  }

  /** Runs admitted work and gives up its room at the end. */
  public void run(Shedder.Admission admission, Runnable work) {
    THREADS.execute(
        () -> {
          try (admission) {
            work.run();
          }
        });
  }
}
