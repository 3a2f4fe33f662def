package terse.server.redirect;

/**
 * What a decision is cached under.
 *
 * @param domain the domain's number
 * @param code the code in its canonical spelling
 */
record DecisionKey(int domain, String code) {
  @Override
  public int hashCode() {
    return 31 * code.hashCode() + domain;
  }
}
