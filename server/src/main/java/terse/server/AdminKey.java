package terse.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import terse.key.ApiKey;
import terse.server.security.ApiKeys;
import terse.server.security.Secrets;

/** The first API key: made when there is none, kept in the data folder for its operator. */
final class AdminKey {
  private static final String FILE = "admin.key";
  private static final String NAME = "admin";

  private AdminKey() {}

  /**
   * Adds the key if there is no key at all. Returns the secret if it was made up, to be shown once;
   * one that was configured is known to its operator and is not shown.
   *
   * @throws StartFailure if the configured secret is none, or the file cannot be written
   */
  static Optional<String> ensure(ApiKeys keys, Config config) {
    if (!keys.all().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> configured = config.find(Settings.ADMIN_KEY);
    String secret = configured.orElseGet(() -> Secrets.next(new SecureRandom()));
    if (!Secrets.hasShape(secret)) {
      throw StartFailure.configuration(
          "The setting 'admin-key' must be 'terse_' and 43 characters of base64url.");
    }
    Path file = config.inData(FILE);
    try {
      DataFolder.writeSecret(file, secret + "\n");
    } catch (IOException e) {
      throw StartFailure.because("The file " + file + " cannot be written: " + e + ".", e);
    }
    keys.add(null, NAME, ApiKey.Role.ADMIN, secret);
    return configured.isPresent() ? Optional.empty() : Optional.of(secret);
  }
}
