package terse.zookeeper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an ensemble is found, and where in its tree our nodes are.
 *
 * @param servers {@code host:port} of each member, comma-separated
 * @param root the node that all of ours are under, without slashes at its ends
 */
public record ConnectString(String servers, String root) {
  private static final Pattern FORM =
      Pattern.compile(
          "((?:[\\w.-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}(?:,(?:[\\w.-]+|\\[[0-9a-fA-F:]+]):\\d{1,5})*)"
              + "(?:/([\\w-]+(?:/[\\w-]+)*))?");

  /**
   * Reads {@code host:port,host:port/root}; the root is {@code terse} if absent.
   *
   * @throws IllegalArgumentException saying what is wanted instead
   */
  public static ConnectString of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("servers such as zk1:2181,zk2:2181,zk3:2181/terse");
    }
    return new ConnectString(m.group(1), m.group(2) == null ? "terse" : m.group(2));
  }

  @Override
  public String toString() {
    return servers + "/" + root;
  }
}
