package terse.click;

import java.net.InetAddress;

/** A look-up from addresses to places. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface GeoLookup {

  /** A look-up that knows no place. */
  GeoLookup NONE = address -> Place.UNKNOWN;

  /** The place of an address, {@link Place#UNKNOWN} if it is not known; never fails. */
  Place lookup(InetAddress address);
}
