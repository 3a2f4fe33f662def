package terse.server.redirect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import terse.click.Tier;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/**
 * Everything that is needed to answer for a link, as the cache keeps it: small, and with the target
 * already in the bytes of a Location header. What it says never changes; what the cache notes on it
 * does, without a fence: a note that is lost costs one load.
 */
final class Decision {
  /** There is no such link. */
  static final Decision MISSING =
      new Decision(0, 0, 0, 0, new byte[0], Long.MAX_VALUE, 0, false, false, 0);

  final int domain;
  final int epoch;
  final long number;
  final int owner;
  final byte[] target;
  final long version;

  /** Whether it redirects only so many visits: then what is here decides nothing alone. */
  final boolean limited;

  private final long expiresAtMillis;
  private final short status;
  private final boolean active;

  /** Whether somebody asked for it since it was loaded. */
  boolean used;

  /** What had it when it was loaded. */
  Tier origin = Tier.STORE;

  private byte renewals;
  private int loadedSecond;

  private Decision(
      int domain,
      int epoch,
      long number,
      int owner,
      byte[] target,
      long expiresAtMillis,
      int status,
      boolean active,
      boolean limited,
      long version) {
    this.domain = domain;
    this.epoch = epoch;
    this.number = number;
    this.owner = owner;
    this.target = target;
    this.expiresAtMillis = expiresAtMillis;
    this.status = (short) status;
    this.active = active;
    this.limited = limited;
    this.version = version;
  }

  /**
   * The decision for a link as it is now.
   *
   * @throws IllegalArgumentException if the target could break out of its header
   */
  static Decision of(Link link) {
    return new Decision(
        link.key().domain(),
        link.key().epoch(),
        link.key().number(),
        link.owner(),
        headerBytes(link.target()),
        link.expiresAt() == null ? Long.MAX_VALUE : link.expiresAt().toEpochMilli(),
        link.status(),
        link.state() == LinkState.ACTIVE,
        link.isLimited(),
        link.version());
  }

  private static byte[] headerBytes(String target) {
    if (!isVisibleAscii(target)) {
      throw new IllegalArgumentException("a target is a serialised URL: visible ASCII only");
    }
    return target.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether another decision is of the same version and says the same. */
  boolean saysTheSameAs(Decision other) {
    return version == other.version
        && domain == other.domain
        && epoch == other.epoch
        && number == other.number
        && owner == other.owner
        && status == other.status
        && active == other.active
        && limited == other.limited
        && expiresAtMillis == other.expiresAtMillis
        && Arrays.equals(target, other.target);
  }

  /** Whether the link's target can be a header's value. */
  static boolean canBeSent(Link link) {
    return isVisibleAscii(link.target());
  }

  private static boolean isVisibleAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Whether the link redirects at the given instant, milliseconds since 1970 UTC. */
  boolean isLiveAt(long millis) {
    return active && millis < expiresAtMillis;
  }

  /** How long from the given instant the link will go on redirecting, in milliseconds. */
  long millisLeft(long millis) {
    return expiresAtMillis == Long.MAX_VALUE ? Long.MAX_VALUE : expiresAtMillis - millis;
  }

  /** Whether the link has a name that somebody chose. */
  boolean isNamed() {
    return epoch == LinkKey.NAMED && version > 0;
  }

  /** The link's key. */
  LinkKey link() {
    return new LinkKey(domain, epoch, number);
  }

  /** The redirect status: 301, 302, 307 or 308. */
  int status() {
    return status;
  }

  /** The target as text. */
  String targetText() {
    return new String(target, StandardCharsets.US_ASCII);
  }

  /** Notes that the source says the same at this second. */
  void confirmed(long second) {
    if (renewals < Lifetimes.MOST_RENEWALS && loadedSecond > 0) {
      renewals++;
    }
    loadedSecond = (int) second;
    used = false;
  }

  /** How many times in a row the source was asked again because somebody wanted the link. */
  int renewals() {
    return renewals;
  }

  /** How long ago the source said so, in seconds. */
  long ageAt(long second) {
    return second - loadedSecond;
  }
}
