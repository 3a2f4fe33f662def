package terse.code;

/** Where the numbers or texts of a domain's generated codes come from. */
public enum Source {
  /** A counter through a keyed permutation: unique without a look-up, unguessable in order. */
  PERMUTED
}
