package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import terse.link.NameStore;

/** The names of links in Cassandra, in the order of their tokens. */
final class CassandraNameStore implements NameStore {
  private static final String FIRST = "SELECT domain, folded FROM name LIMIT ?";
  private static final String AFTER =
      "SELECT domain, folded FROM name WHERE token(domain, folded) > token(?, ?) LIMIT ?";

  private final Cql cql;

  CassandraNameStore(Cql cql) {
    this.cql = cql;
  }

  @Override
  public List<Name> namesAfter(Name last, int limit) {
    List<Row> rows =
        last.equals(Name.BEFORE_ALL)
            ? cql.read(FIRST, limit)
            : cql.read(AFTER, last.domain(), last.folded(), limit);
    return rows.stream()
        .map(row -> new Name(row.getInt("domain"), String.valueOf(row.getString("folded"))))
        .toList();
  }
}
