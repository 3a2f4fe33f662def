package terse.id;

import java.util.List;

/**
 * The arbiter of what may be minted, whatever hands out the numbers: how far each counter is
 * granted, and under which key epoch. Every change is durable when its call returns, and told in
 * the feed of the link store within the same transaction; calls return its position there.
 */
public interface GrantStore {

  /** What holds now. */
  Grants all();

  /**
   * Lets numbers below {@code mark} be minted; a lower mark than the present one changes nothing.
   *
   * @param epoch as in {@link terse.link.LinkKey}, 1 or more
   * @throws terse.fault.TerseException CONFLICT if a newer key epoch has begun: nothing is granted
   */
  long grant(int domain, int epoch, long mark);

  /** Asks all nodes to look for new secrets. */
  long prepareKeys();

  /**
   * Begins a key epoch; from then on no older one is granted anything.
   *
   * @param after the newest epoch so far, 0 for none
   * @param fingerprint of its secret
   * @param last marks of older epochs, raised for the last time
   * @throws terse.fault.TerseException CONFLICT if another epoch has begun: nothing is changed
   */
  long begin(int after, int epoch, long fingerprint, List<Grant> last);

  /** Lets names of the shape of a generated code live on a domain, for good. */
  long openNames(int domain);
}
