package terse.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import terse.server.redirect.Transport;

/** What the server says when it is ready. */
final class Greeting {
  private Greeting() {}

  static void print(
      PrintStream out,
      Config config,
      Server server,
      URI publicUrl,
      Transport transport,
      Optional<String> firstKey) {
    String app = "http://localhost:" + server.appPort();
    out.println("Terse " + version());
    out.println("  short links  " + publicUrl);
    out.println("  API          " + app + "/api/v1");
    out.println("  dashboard    " + app + "/");
    out.println("  management   http://localhost:" + server.managementPort());
    out.println("  data         " + config.get(Settings.DATA).toAbsolutePath().normalize());
    out.println("  transport    " + transport.name().toLowerCase(Locale.ROOT));
    firstKey.ifPresent(
        secret ->
            out.println(
                "Admin API key, shown this once and kept in "
                    + config.inData("admin.key").toAbsolutePath().normalize()
                    + ": "
                    + secret));
    out.println("ready in " + sinceStart() + " ms");
    out.flush();
  }

  /** Milliseconds since the virtual machine started. */
  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  static String version() {
    try (InputStream text = Greeting.class.getResourceAsStream("version")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
