package terse.server.redirect;

import org.jspecify.annotations.Nullable;
import terse.click.Tier;

/** Where an event loop leaves its clicks: the loop's own partition of the journal. */
@FunctionalInterface
public interface ClickRecorder {
  /**
   * Appends a click. Never blocks and never throws.
   *
   * @param atMillis when it is answered, milliseconds since 1970 UTC
   * @param domain with {@code epoch} and {@code number}: the link's key
   * @param owner the account that owns the link
   * @param address the visitor's address, 4 or 16 bytes; null if unknown
   * @param mayRecognise false if the visitor asked not to be recognised (GPC, DNT)
   * @param prefetch whether a browser fetches ahead of a visit that may never come
   * @param userAgent header as sent, null if absent; the referrer and the short link's query alike
   * @param tier what answered
   * @param micros server time so far, in microseconds
   * @return false if it could not be kept; it is counted as lost there
   */
  boolean append(
      long atMillis,
      int domain,
      int epoch,
      long number,
      int owner,
      byte @Nullable [] address,
      boolean mayRecognise,
      boolean prefetch,
      @Nullable CharSequence userAgent,
      @Nullable CharSequence referrer,
      @Nullable CharSequence query,
      Tier tier,
      int micros);
}
