package terse.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A terminal whose input is given and whose output is kept. */
final class TypedTerminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private boolean watched;
  private Path directory = Path.of("/nonexistent");
  private String input = "";
  private final SteeredTime time = new SteeredTime();

  TypedTerminal watch() {
    watched = true;
    return this;
  }

  TypedTerminal set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  TypedTerminal in(Path newDirectory) {
    directory = newDirectory;
    return this;
  }

  TypedTerminal type(String newInput) {
    input = newInput;
    return this;
  }

  SteeredTime time() {
    return time;
  }

  int run(String... arguments) {
    return Main.run(terminal(), arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  private Terminal terminal() {
    return new Terminal(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        watched,
        watched,
        environment,
        directory,
        time);
  }
}
