package terse.report;

/** What clicks can be broken down and filtered by. The wire name is the API's. */
public enum Dimension {
  COUNTRY("country"),
  REGION("region"),
  CITY("city"),
  REFERRER("referrer"),
  DEVICE("device"),
  BROWSER("browser"),
  OS("os"),
  UTM_SOURCE("utmSource"),
  UTM_MEDIUM("utmMedium"),
  UTM_CAMPAIGN("utmCampaign"),
  UTM_TERM("utmTerm"),
  UTM_CONTENT("utmContent");

  private final String wireName;

  Dimension(String wireName) {
    this.wireName = wireName;
  }

  /** The name in requests and answers. */
  public String wireName() {
    return wireName;
  }
}
