package terse.server.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health of the server's parts. */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Map<String, Check> parts;

  /** Whether a part works. May block for some seconds, may throw. */
  public interface Check {
    boolean works();
  }

  /**
   * @param parts by name, in the order they are told
   */
  public Health(Map<String, Check> parts) {
    this.parts = new LinkedHashMap<>(parts);
  }

  /** Looks at every part now: whether each works, by name. */
  Map<String, Boolean> look() {
    Map<String, Boolean> found = new LinkedHashMap<>();
    parts.forEach((name, check) -> found.put(name, works(name, check)));
    return found;
  }

  private static boolean works(String name, Check check) {
    try {
      return check.works();
    } catch (RuntimeException e) {
      LOG.warn("The part {} is not ready: {}", name, e.toString());
      return false;
    }
  }
}
