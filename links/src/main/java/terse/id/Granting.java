package terse.id;

/** What makes numbers of a leased range mintable. */
public interface Granting {
  /**
   * Makes numbers of a counter below {@code mark} mintable; none of them may be handed out before
   * this returns. May block.
   *
   * @throws terse.fault.TerseException if they must not be handed out: CONFLICT if a newer key
   *     epoch has begun, STORE_UNAVAILABLE if other nodes could not be told
   */
  void raise(int domain, int epoch, long mark);
}
