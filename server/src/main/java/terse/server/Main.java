package terse.server;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.server.ops.Logging;

/** The server process: starts, says where it listens, and ends in good order on SIGTERM. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** A start that takes longer, such as one that waits for a server, is broken off. */
  private static final int START_SECONDS = 10;

  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean ending;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the server until it is told to end. */
  @SuppressWarnings("SystemOut") // the one place of the process that owns the terminal
  public static void main(String[] arguments) throws InterruptedException {
    int exitCode = new Main(System.out, System.err).run(List.of(arguments));
    if (exitCode != 0) {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** Starts; returns the exit code if that failed or help was wanted, and otherwise not at all. */
  int run(List<String> arguments) throws InterruptedException {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      Usage.print(out);
      return 0;
    }
    CompletableFuture<Server> started = new CompletableFuture<>();
    try {
      Config config = Config.read(arguments, System.getenv());
      Logging.start(config.get(Settings.LOG_FORMAT) == Settings.LogFormat.JSON);
      endInGoodOrder(started);
      Server server = Wiring.start(config, out);
      started.complete(server);
      StartFailure failure = server.failure().get();
      if (ending) {
        return 0; // what is being closed fails; the end is the hook's
      }
      server.close();
      throw failure;
    } catch (StartFailure e) {
      err.println(e.sentence());
      return e.exitCode();
    } catch (ExecutionException | RuntimeException | Error e) {
      LOG.error("The start failed", e);
      err.println("The start failed: " + e);
      return 1;
    }
  }

  /** On SIGTERM; one that comes during the start is heeded when that is done. */
  private void endInGoodOrder(CompletableFuture<Server> started) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "shutdown"));
  }

  private void end(CompletableFuture<Server> started) {
    ending = true;
    try {
      started.get(START_SECONDS, TimeUnit.SECONDS).close();
      out.println("Terse has ended in good order.");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      out.println("Terse was ended before it had started.");
    }
    out.flush();
    Runtime.getRuntime().halt(0);
  }
}
