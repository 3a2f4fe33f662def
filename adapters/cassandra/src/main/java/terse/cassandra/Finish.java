package terse.cassandra;

/** Does what an entry of the log says, unless it is done, or can never be. */
@FunctionalInterface
interface Finish {

  /**
   * Whoever calls it, and however often: it takes effect once, or never.
   *
   * @return whether it has taken effect; if not, it never will
   * @throws terse.fault.TerseException OUTCOME_UNKNOWN if that could not be found out
   */
  boolean finish(Entry entry);
}
