package terse.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock, and a way to wait by it. */
interface Timekeeper extends InstantSource {

  /** The clock of this machine. */
  Timekeeper SYSTEM =
      new Timekeeper() {
        @Override
        public Instant instant() {
          return Instant.now();
        }

        @Override
        public void pause(Duration duration) {
          try {
            Thread.sleep(duration);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.FAILED, "Interrupted while waiting.");
          }
        }
      };

  /** Returns when the duration has passed. */
  void pause(Duration duration);
}
