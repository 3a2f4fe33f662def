package terse.redis;

import io.lettuce.core.RedisURI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Redis is found.
 *
 * @param seeds the servers to ask first; more than one only of a cluster
 * @param cluster whether they are members of a cluster
 */
public record RedisAddress(List<RedisURI> seeds, boolean cluster) {
  private static final String CLUSTER = "redis-cluster://";
  private static final String HOST = "(?:[\\w.-]+|\\[[0-9a-fA-F:]+])(?::\\d{1,5})?";
  private static final Pattern FORM =
      Pattern.compile(
          "redis(?:s|-sentinel|-cluster)?://(?:[^\\s/?#@]*@)?"
              + HOST
              + "(?:,"
              + HOST
              + ")*(?:/\\d{1,5})?(?:#\\S+)?");

  public RedisAddress {
    seeds = List.copyOf(seeds);
  }

  /**
   * Reads {@code redis://HOST:PORT}, {@code rediss://…}, {@code
   * redis-sentinel://HOST:PORT,HOST:PORT#MASTER} or {@code redis-cluster://HOST:PORT,HOST:PORT};
   * with {@code USER:PASSWORD@} before the first host if need be.
   *
   * @throws IllegalArgumentException saying what is wanted instead
   */
  public static RedisAddress of(String text) {
    if (!FORM.matcher(text).matches() || text.startsWith("redis-sentinel:") != text.contains("#")) {
      throw wanted();
    }
    try {
      return text.startsWith(CLUSTER)
          ? new RedisAddress(members(text.substring(CLUSTER.length())), true)
          : new RedisAddress(List.of(RedisURI.create(text)), false);
    } catch (IllegalArgumentException e) {
      throw wanted();
    }
  }

  private static List<RedisURI> members(String authority) {
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, at + 1);
    return Arrays.stream(authority.substring(at + 1).split(",", -1))
        .map(host -> RedisURI.create("redis://" + user + host))
        .toList();
  }

  private static IllegalArgumentException wanted() {
    return new IllegalArgumentException(
        "redis://HOST:PORT, redis-sentinel://HOST:PORT,HOST:PORT#MASTER or"
            + " redis-cluster://HOST:PORT,HOST:PORT");
  }

  /** Without what is secret in it. */
  @Override
  public String toString() {
    return (cluster ? "cluster " : "") + seeds;
  }
}
