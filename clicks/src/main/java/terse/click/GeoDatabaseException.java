package terse.click;

import java.io.Serial;
import java.nio.file.Path;

/** A geography database that cannot be used. The message is one sentence for the operator. */
public final class GeoDatabaseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  GeoDatabaseException(Path file, String why, Throwable cause) {
    super("The geography database " + file + " cannot be used: " + why + ".", cause);
  }
}
