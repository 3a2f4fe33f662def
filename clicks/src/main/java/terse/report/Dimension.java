package terse.report;

import terse.click.Facet;

/** What clicks can be broken down and filtered by. The wire name is the API's. */
public enum Dimension {
  COUNTRY("country", Facet.Kind.PLACE),
  REGION("region", Facet.Kind.PLACE),
  CITY("city", Facet.Kind.PLACE),
  REFERRER("referrer", Facet.Kind.REFERRER),
  DEVICE("device", Facet.Kind.AGENT),
  BROWSER("browser", Facet.Kind.AGENT),
  OS("os", Facet.Kind.AGENT),
  UTM_SOURCE("utmSource", Facet.Kind.CAMPAIGN),
  UTM_MEDIUM("utmMedium", Facet.Kind.CAMPAIGN),
  UTM_CAMPAIGN("utmCampaign", Facet.Kind.CAMPAIGN),
  UTM_TERM("utmTerm", Facet.Kind.CAMPAIGN),
  UTM_CONTENT("utmContent", Facet.Kind.CAMPAIGN);

  private final String wireName;
  private final Facet.Kind kind;

  Dimension(String wireName, Facet.Kind kind) {
    this.wireName = wireName;
    this.kind = kind;
  }

  /** The name in requests and answers. */
  public String wireName() {
    return wireName;
  }

  /** The facet that holds it. */
  public Facet.Kind kind() {
    return kind;
  }
}
