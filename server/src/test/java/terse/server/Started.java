package terse.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts whole servers within a test, on free ports. */
public final class Started {
  private Started() {}

  /** A server with its data in a folder; further settings override these. */
  public static Server server(Path folder, String... settings) {
    return server(new ByteArrayOutputStream(), folder, settings);
  }

  /** The same, with what it says going to {@code out}. */
  static Server server(ByteArrayOutputStream out, Path folder, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--data=" + folder,
                "--host=127.0.0.1",
                "--port=0",
                "--app-port=0",
                "--management-port=0",
                "--link-loops=1",
                "--journal-segment-size=1m",
                "--journal-max-size=16m",
                "--shed-lag=0ms",
                "--create-limit=0"));
    all.addAll(List.of(settings));
    Config config = Config.read(all, Map.of());
    return Wiring.start(config, new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
