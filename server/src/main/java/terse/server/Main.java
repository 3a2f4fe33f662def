package terse.server;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.server.ops.Logging;

/** The server process: starts, says where it listens, and ends in good order on SIGTERM. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private final PrintStream out;
  private final PrintStream err;

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
    try {
      Config config = Config.read(arguments, System.getenv());
      Logging.start(config.get(Settings.LOG_FORMAT) == Settings.LogFormat.JSON);
      Server server = Wiring.start(config, out);
      endInGoodOrder(server);
      StartFailure failure = server.failure().get();
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

  private void endInGoodOrder(Server server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  out.println("Terse has ended in good order.");
                  out.flush();
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
  }
}
