package terse.click;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A click as it was answered, before enrichment. The address is here only while the click is in
 * memory: the journal keeps it sealed under a key that dies with the process.
 *
 * @param at when it was answered, milliseconds since 1970 UTC
 * @param link the link clicked
 * @param owner the account that owns the link
 * @param visitor keyed hash of address and user agent under the current salt, 0 if the visitor
 *     asked not to be recognised (GPC, DNT) or could not be
 * @param salt number of the salt period the visitor hash was made in
 * @param prefetch whether a browser asked ahead of a visit that may never come
 * @param tier what answered
 * @param micros server time from the parsed request to the answer, in microseconds
 * @param userAgent the header as sent, at most 512 bytes, null if absent
 * @param referrer the header as sent, at most 512 bytes, null if absent
 * @param query the query of the short link as sent, at most 512 bytes, null if absent
 * @param address the client's address, null once it cannot be unsealed or was not kept
 */
public record RawClick(
    long at,
    LinkRef link,
    int owner,
    long visitor,
    int salt,
    boolean prefetch,
    Tier tier,
    int micros,
    @Nullable String userAgent,
    @Nullable String referrer,
    @Nullable String query,
    @Nullable InetAddress address) {

  /** Without the address, which must not be printed anywhere. */
  @Override
  public String toString() {
    return "RawClick[" + at + " " + link + "]";
  }
}
