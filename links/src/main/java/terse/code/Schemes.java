package terse.code;

import java.util.List;

/** The schemes of domains as this node knows them. Looking up never waits. */
@FunctionalInterface
public interface Schemes {
  /** Every domain has the standard scheme and has never had another. */
  Schemes STANDARD = _ -> List.of(Scheme.STANDARD);

  /**
   * The schemes a domain has had, in the order of their numbers; the newest mints. The same list
   * object for as long as nothing changes.
   */
  List<Scheme> of(int domain);
}
