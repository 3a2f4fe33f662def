package terse.fault;

/**
 * Everything that can go wrong and be told to a caller. The slug is part of the API: it ends the
 * problem type URI {@code urn:terse:problem:<slug>} and never changes.
 */
public enum Fault {
  INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
  INVALID_URL("invalid-url", 400, "The URL cannot be shortened"),
  INVALID_ALIAS("invalid-alias", 400, "The alias cannot be used"),
  INVALID_EXPIRY("invalid-expiry", 400, "The expiry cannot be used"),
  INVALID_CURSOR("invalid-cursor", 400, "The cursor is not one of ours"),
  UNKNOWN_DOMAIN("unknown-domain", 400, "The domain is not configured here"),
  UNAUTHORIZED("unauthorized", 401, "A valid API key is needed"),
  FORBIDDEN("forbidden", 403, "This API key may not do that"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not support that method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced"),
  ALIAS_TAKEN("alias-taken", 409, "The name is taken"),
  CONFLICT("conflict", 409, "The request conflicts with what is stored"),
  GONE("gone", 410, "This link is gone"),
  PRECONDITION_FAILED("precondition-failed", 412, "The link has changed since it was read"),
  TOO_LARGE("too-large", 413, "The request is too large"),
  ADDRESS_TOO_LONG("address-too-long", 414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
  IDEMPOTENCY_MISMATCH(
      "idempotency-mismatch", 422, "The idempotency key was used for a different request"),
  RATE_LIMITED("rate-limited", 429, "Too many requests"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The request's headers are too large"),
  INTERNAL("internal", 500, "Something failed on our side"),
  OVERLOADED("overloaded", 503, "The service is busy"),
  STORE_UNAVAILABLE("store-unavailable", 503, "The store cannot be reached"),
  CLOCK_BEHIND("clock-behind", 503, "The clock of this node cannot be trusted"),
  NO_WORKER("no-worker", 503, "This node may not mint codes now"),
  OUTCOME_UNKNOWN("outcome-unknown", 503, "It is not known whether the request took effect");

  private final String slug;
  private final int status;
  private final String title;

  Fault(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The stable, lower-case name of the fault, as it stands in problem type URIs. */
  public String slug() {
    return slug;
  }

  /** The HTTP status the fault is answered with, 400 to 599. */
  public int status() {
    return status;
  }

  /** One short sentence that is the same for every occurrence of the fault. */
  public String title() {
    return title;
  }
}
