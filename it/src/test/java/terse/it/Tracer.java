package terse.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A tracer at a running node, which ends it as it makes a certain call on a certain file, or holds
 * it up there. Calls are counted from here on, by thread.
 */
final class Tracer implements AutoCloseable {
  private final Process process;
  private final Path log;

  private Tracer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Attaches one.
   *
   * @param injection what strace does at which call, such as {@code fsync:signal=SIGKILL:when=1}
   */
  static Tracer attach(TerseNode node, Path file, String injection) throws IOException {
    Path log = Files.createTempFile("terse-tracer", ".log");
    String call = injection.substring(0, injection.indexOf(':'));
    Process process =
        new ProcessBuilder(
                "strace",
                "-f",
                "-o",
                "/dev/null",
                "-P",
                file.toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + injection,
                "-p",
                String.valueOf(node.pid()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await("tracer attached")
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readString(log).contains("attached"));
    return new Tracer(process, log);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(log);
  }
}
