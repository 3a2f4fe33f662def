package terse.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Another process with the same store, seen from the test that started it. */
final class StoreChild implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private StoreChild(LinkBackend backend, Path folder, List<String> work) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChildMain.class.getName(),
                backend.getClass().getName(),
                folder.toString()));
    command.addAll(work);
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new AssertionError("the child process did not start", e);
    }
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** One whose callers want some names, one name after the other, once it is told to go. */
  static StoreChild racing(LinkBackend backend, Path folder, int callers, List<String> names) {
    return new StoreChild(backend, folder, List.of("race", "" + callers, String.join(",", names)));
  }

  /** One that inserts from several threads and says each number that was acknowledged. */
  static StoreChild storming(LinkBackend backend, Path folder, long first) {
    return new StoreChild(backend, folder, List.of("storm", "" + first));
  }

  void awaitReady() {
    String line = line();
    if (!StoreChildMain.READY.equals(line)) {
      throw new AssertionError("the child process is not ready: " + line);
    }
  }

  void go() {
    try {
      in.write("go\n");
      in.flush();
    } catch (IOException e) {
      throw new AssertionError("the child process is gone", e);
    }
  }

  /** How often each name was won there. */
  List<Long> wins() {
    String line = line();
    return List.of(line.split(",")).stream().map(Long::valueOf).toList();
  }

  /** Kills it (signal 9) once it has acknowledged some links; every number it acknowledged. */
  Set<Long> killAfter(int acknowledgements) {
    awaitReady();
    go();
    Set<Long> numbers = new HashSet<>();
    while (numbers.size() < acknowledgements) {
      numbers.add(Long.valueOf(line()));
    }
    process.toHandle().destroyForcibly();
    rest().stream().map(Long::valueOf).forEach(numbers::add);
    return numbers;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("the child process ended early");
      }
      return line;
    } catch (IOException e) {
      throw new AssertionError("the child process is gone", e);
    }
  }

  /** Whole lines that were written before the end; the last may be cut off and says nothing. */
  private List<String> rest() {
    StringWriter all = new StringWriter();
    try {
      out.transferTo(all);
    } catch (IOException e) {
      throw new AssertionError("what the child process said cannot be read", e);
    }
    String rest = all.toString();
    int end = rest.lastIndexOf('\n');
    return end < 0 ? List.of() : rest.substring(0, end).lines().toList();
  }
}
