package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;

/**
 * A domain with one of its schemes, as a row has them.
 *
 * @param domain with that scheme alone
 */
record DomainRow(Domain domain) {

  static DomainRow read(ResultSet row) throws SQLException {
    long millis = row.getLong(3);
    Duration expiry = row.wasNull() ? null : Duration.ofMillis(millis);
    return new DomainRow(new Domain(row.getInt(1), row.getString(2), expiry, List.of(scheme(row))));
  }

  private static Scheme scheme(ResultSet row) throws SQLException {
    return new Scheme(
        Source.valueOf(row.getString(4)),
        Alphabet.of(row.getString(5)),
        new Lengths(row.getInt(6), row.getInt(7), row.getInt(8)),
        row.getInt(9) != 0,
        WrongCase.valueOf(row.getString(10)));
  }

  /** The domains of rows in which those of one domain follow each other. */
  static List<Domain> domains(List<DomainRow> rows) {
    List<Domain> domains = new ArrayList<>();
    for (DomainRow row : rows) {
      if (domains.isEmpty() || domains.getLast().id() != row.domain.id()) {
        domains.add(row.domain);
      } else {
        domains.add(domains.removeLast().with(row.domain.scheme()));
      }
    }
    return domains;
  }
}
