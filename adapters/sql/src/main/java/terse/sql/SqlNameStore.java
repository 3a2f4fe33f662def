package terse.sql;

import java.util.List;
import terse.link.NameStore;

/** Reads names in SQL, page after page along their primary key. */
final class SqlNameStore implements NameStore {
  private final Wording sql;
  private final Reads listings;

  SqlNameStore(Wording sql, Reads listings) {
    this.sql = sql;
    this.listings = listings;
  }

  @Override
  public List<Name> namesAfter(Name last, int limit) {
    return listings.read(
        session ->
            session.all(
                sql.of(Phrase.NAMES_AFTER),
                row -> new Name(row.getInt(1), row.getString(2)),
                last.domain(),
                last.folded(),
                limit));
  }
}
