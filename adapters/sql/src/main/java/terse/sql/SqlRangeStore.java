package terse.sql;

import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.RangeStore;

/** Counter ranges in SQL: a lease is one upsert that says how far the counter has come. */
final class SqlRangeStore implements RangeStore {
  private final String lease;
  private final String mark;
  private final String raise;
  private final String seal;
  private final Writes writer;
  private final Reads lookups;

  SqlRangeStore(Wording sql, Writes writer, Reads lookups) {
    this.lease = sql.of(Phrase.LEASE_RANGE);
    this.mark = sql.of(Phrase.RANGE_MARK);
    this.raise = sql.of(Phrase.RAISE_RANGE);
    this.seal = sql.of(Phrase.SEAL_RANGE);
    this.writer = writer;
    this.lookups = lookups;
  }

  @Override
  public Range lease(int domain, int epoch, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a range of " + size);
    }
    long to =
        writer.write(
            1,
            session ->
                session
                    .first(lease, row -> row.getLong(1), domain, epoch, size)
                    .orElseThrow(SqlRangeStore::sealed));
    return new Range(to - size, to);
  }

  @Override
  public long mark(int domain, int epoch) {
    return lookups.read(
        session -> session.first(mark, row -> row.getLong(1), domain, epoch).orElse(0L));
  }

  @Override
  public void raise(int domain, int epoch, long mark) {
    if (mark > 0) {
      writer.write(1, session -> session.update(raise, domain, epoch, mark));
    }
  }

  @Override
  public long seal(int domain, int epoch) {
    return writer.write(
        1, session -> session.first(seal, row -> row.getLong(1), domain, epoch).orElseThrow());
  }

  private static TerseException sealed() {
    return new TerseException(Fault.CONFLICT, "The counter is sealed; nothing was granted.");
  }
}
