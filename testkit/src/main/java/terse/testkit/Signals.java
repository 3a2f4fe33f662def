package terse.testkit;

import java.io.IOException;

/** Signals to processes that a test has started. */
public final class Signals {
  private Signals() {}

  /** SIGSTOP: the process stands still, and does not know it. */
  public static void stop(long pid) {
    send("STOP", pid);
  }

  /** SIGCONT. */
  public static void resume(long pid) {
    send("CONT", pid);
  }

  /**
   * SIGKILL. What the process printed stays readable, which it does not after {@link
   * Process#destroyForcibly}.
   */
  public static void kill(long pid) {
    send("KILL", pid);
  }

  /** SIGINT. */
  static void interrupt(long pid) {
    send("INT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + signal, "" + pid).inheritIO().start().waitFor();
      if (status != 0) {
        throw new AssertionError("the process " + pid + " cannot be sent " + signal);
      }
    } catch (IOException e) {
      throw new AssertionError("no signals can be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
