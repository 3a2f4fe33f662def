package terse.bench;

import java.io.IOException;

/** Runs the micro-benchmarks of this module; the arguments are JMH's. */
final class Micro {
  private Micro() {}

  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(arguments);
  }
}
