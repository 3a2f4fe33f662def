package terse.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A pattern of requests: links by a Zipf distribution, and among them crowds and one-time links. A
 * crowd wants a link that nobody wanted before, for three minutes; another comes right after.
 *
 * @param skew the exponent of the distribution
 * @param crowd the share of requests that are a crowd's
 * @param once the share that goes to links nobody asks for again
 */
record RequestPattern(String name, double skew, double crowd, double once) {
  private static final int CROWD_SECONDS = 180;

  /** Requests for {@code links} links; the links of crowds and those of one time come on top. */
  Requests over(int links, int requestsASecond) {
    return new Requests(links, requestsASecond);
  }

  /** One run of them; the same at every run. */
  final class Requests {
    private final RandomGenerator random = new SplittableRandom(11);
    private final double[] cumulated;
    private final int links;
    private final int requestsASecond;
    private int others;

    private Requests(int links, int requestsASecond) {
      this.links = links;
      this.requestsASecond = requestsASecond;
      this.cumulated = new double[links];
      double sum = 0;
      for (int rank = 0; rank < links; rank++) {
        sum += Math.pow(rank + 1.0, -skew);
        cumulated[rank] = sum;
      }
    }

    /** The link that a request asks for. */
    int next(int request) {
      double kind = random.nextDouble();
      if (kind < crowd) {
        return links + request / (requestsASecond * CROWD_SECONDS);
      }
      if (kind < crowd + once) {
        return 10 * links + others++;
      }
      double at = random.nextDouble() * cumulated[links - 1];
      int found = Arrays.binarySearch(cumulated, at);
      return found < 0 ? -found - 1 : found;
    }
  }
}
