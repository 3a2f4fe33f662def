package terse.testkit;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Click;
import terse.click.LinkRef;
import terse.click.Place;
import terse.click.Referrer;
import terse.click.Tier;

/**
 * Clicks of every kind: few links, few accounts, every facet, unknown ones too; and so few visitors
 * a day that a few days hold no more than are counted exactly.
 */
public final class RandomClicks {
  /** The links clicked; the first two belong to account 1, the others to account 2. */
  public static final List<LinkRef> LINKS =
      List.of(
          new LinkRef(1, 1, 7),
          new LinkRef(1, 1, 8),
          new LinkRef(1, 0, 7),
          new LinkRef(2, 1, 3_521_614_606_207L));

  private static final List<Place> PLACES =
      List.of(
          Place.UNKNOWN,
          new Place("DE", "DE-BE", "Berlin"),
          new Place("DE", "DE-BY", "Munich"),
          new Place("DE", null, null),
          new Place("JP", "JP-13", "東京"));
  private static final List<Agent> AGENTS =
      List.of(
          Agent.UNKNOWN,
          new Agent("desktop", "Firefox", "Linux"),
          new Agent("mobile", "Chrome Mobile", "Android"),
          new Agent("mobile", "Mobile Safari", "iOS"),
          new Agent("other", null, null));
  private static final List<Referrer> REFERRERS =
      List.of(Referrer.DIRECT, new Referrer("example.com"), new Referrer("news.example"));
  private static final List<Campaign> CAMPAIGNS =
      List.of(
          Campaign.NONE,
          new Campaign("newsletter", "email", "spring", null, null),
          new Campaign("newsletter", "email", "it's \"late\"; DROP", "a b", "🎈"));

  private final RandomGenerator random;

  public RandomClicks(RandomGenerator random) {
    this.random = random;
  }

  /** Clicks between two instants, in no order. The salt period is the day. */
  public List<Click> between(Instant from, Instant to, int count) {
    return Stream.generate(() -> click(random.nextLong(from.toEpochMilli(), to.toEpochMilli())))
        .limit(count)
        .toList();
  }

  private Click click(long at) {
    int link = random.nextInt(LINKS.size());
    return new Click(
        at,
        LINKS.get(link),
        link < 2 ? 1 : 2,
        random.nextInt(5) == 0 ? 0 : random.nextInt(1, 20),
        (int) (at / 86_400_000),
        random.nextInt(6) == 0,
        one(List.of(Tier.values())),
        random.nextInt(1_000),
        one(PLACES),
        one(AGENTS),
        one(REFERRERS),
        one(CAMPAIGNS));
  }

  private <T extends @Nullable Object> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
