package terse.click;

import org.jspecify.annotations.Nullable;

/**
 * The one definition of what a raw click becomes. Pure: the same raw click and the same geography
 * give the same click on every engine. Safe for use by many threads.
 */
public final class Enrichment {
  private static final int REMEMBERED = 5_000;

  private final GeoLookup geography;
  private final UserAgents userAgents = new UserAgents();
  private final Recent<String, Referrer> referrers = new Recent<>(REMEMBERED);
  private final Recent<String, Campaign> campaigns = new Recent<>(REMEMBERED);

  /** Begins to load the user agent rules in the background; the first click waits for them. */
  public Enrichment(GeoLookup geography) {
    this.geography = geography;
  }

  /** What a raw click tells, without its address and without anything it has too much of. */
  public Click enrich(RawClick raw) {
    var client = userAgents.of(raw.userAgent());
    return new Click(
        raw.at(),
        raw.link(),
        raw.owner(),
        raw.visitor(),
        raw.salt(),
        client.bot() || raw.prefetch(),
        raw.tier(),
        raw.micros(),
        raw.address() == null ? Place.UNKNOWN : geography.lookup(raw.address()),
        client.agent(),
        referrer(raw.referrer()),
        campaign(raw.query()));
  }

  private Referrer referrer(@Nullable String header) {
    String authority = header == null ? null : ReferrerHost.authority(header);
    return authority == null ? Referrer.DIRECT : referrers.get(authority, ReferrerHost::of);
  }

  private Campaign campaign(@Nullable String query) {
    return query == null || !query.contains("utm_")
        ? Campaign.NONE
        : campaigns.get(query, UtmParameters::of);
  }
}
