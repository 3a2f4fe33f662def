package terse.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server to speak to, and as whom. */
final class Connection {
  private final Terminal terminal;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Address of the API (TERSE_SERVER; http://localhost:8081).")
  private @Nullable URI server;

  @Option(names = "--key", paramLabel = "KEY", description = "API key (TERSE_KEY).")
  private @Nullable String key;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the API key (./data/admin.key).")
  private @Nullable Path keyFile;

  Connection(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A client that sends the API key with every request. */
  Api open() {
    return new Api(address(), key());
  }

  /** The same for another node. */
  Api openAt(URI node) {
    return new Api(checked(node.toString()), key());
  }

  /** A client without an API key, for what needs none. */
  Api openAnonymously() {
    return new Api(address(), null);
  }

  /** Where the API is, without a slash at the end. */
  URI address() {
    var address = server != null ? server.toString() : variable("TERSE_SERVER");
    return checked(address != null ? address : "http://localhost:8081");
  }

  private static URI checked(String address) {
    var trimmed = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    if (!trimmed.matches("https?://[^/\\s]+(/[^\\s]*)?")) {
      throw new Failure(Exit.USAGE, "The server's address must start with http:// or https://.");
    }
    return URI.create(trimmed);
  }

  private String key() {
    if (key != null) {
      return key;
    }
    var variable = variable("TERSE_KEY");
    return variable != null && keyFile == null ? variable : fromFile(keyFile());
  }

  /** The file the key is read from unless it is given otherwise. */
  Path keyFile() {
    return keyFile != null ? keyFile : terminal.directory().resolve("data").resolve("admin.key");
  }

  private static String fromFile(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new Failure(
          Exit.UNAUTHORIZED,
          "No API key: give --key, TERSE_KEY or --key-file (" + file + " is not there).");
    } catch (IOException e) {
      throw new Failure(Exit.UNAUTHORIZED, "The API key in " + file + " cannot be read.");
    }
  }

  private @Nullable String variable(String name) {
    var value = terminal.environment().get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
