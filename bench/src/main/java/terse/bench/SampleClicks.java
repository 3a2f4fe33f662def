package terse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Click;
import terse.click.LinkRef;
import terse.click.Place;
import terse.click.Referrer;
import terse.click.Tier;

/**
 * Clicks as a busy shortener has them: a million links, five million visitors, five thousand cities
 * and so on, all by Zipf's law, in the order of time, one in eight by a program.
 */
final class SampleClicks {
  private static final int LINKS = 1_000_000;
  private static final int VISITORS = 5_000_000;
  private static final int DAY = 86_400_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Place> places = new ArrayList<>();
  private final List<Agent> agents = new ArrayList<>();
  private final List<Referrer> referrers = new ArrayList<>();
  private final List<Campaign> campaigns = new ArrayList<>();
  private final int stepMillis;
  private long at;

  /** Clicks from an instant on, half of a step apart on average. */
  SampleClicks(long startMillis, int stepMillis) {
    this.at = startMillis;
    this.stepMillis = stepMillis;
    for (int i = 0; i < 5_000; i++) {
      String country = "" + (char) ('A' + i % 11) + (char) ('A' + i % 10);
      places.add(new Place(country, country + "-" + i % 40, "City number " + i));
    }
    for (int i = 0; i < 300; i++) {
      agents.add(
          new Agent(List.of("desktop", "mobile", "tablet").get(i % 3), "B" + i % 40, "O" + i % 12));
      referrers.add(new Referrer("site" + i + ".example.com"));
      campaigns.add(new Campaign("s" + i % 10, "m" + i % 5, "campaign-" + i, null, null));
    }
  }

  /** The next clicks. */
  List<Click> next(int count) {
    List<Click> clicks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      at += random.nextInt(stepMillis);
      clicks.add(click());
    }
    return clicks;
  }

  /** When the latest click was, in milliseconds since 1970. */
  long at() {
    return at;
  }

  /** A link that many clicks are of, and the account it belongs to. */
  static Click popular(List<Click> clicks) {
    return clicks.stream().filter(click -> click.link().number() == 20).findAny().orElseThrow();
  }

  private Click click() {
    int link = zipf(LINKS);
    return new Click(
        at,
        new LinkRef(1, 1, link),
        link % 100,
        spread(1 + zipf(VISITORS)),
        (int) (at / DAY),
        random.nextInt(8) == 0,
        random.nextInt(10) == 0 ? Tier.STORE : Tier.L1,
        5 + zipf(500),
        one(places),
        one(agents),
        random.nextInt(10) < 4 ? Referrer.DIRECT : one(referrers),
        random.nextInt(10) < 7 ? Campaign.NONE : one(campaigns));
  }

  private <T> T one(List<T> of) {
    return of.get(zipf(of.size()));
  }

  private int zipf(int n) {
    return (int) Math.pow(n, random.nextDouble()) - 1;
  }

  /** As a keyed hash would: nothing about it can be compressed. */
  private static long spread(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
