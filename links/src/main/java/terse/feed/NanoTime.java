package terse.feed;

/** A clock for spans of time, which no one sets: {@link System#nanoTime} outside of tests. */
@FunctionalInterface
public interface NanoTime {
  /** Nanoseconds since some instant. */
  long nanos();
}
