package terse.sql;

import static terse.sql.Schema.any;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import terse.id.RangeStore;
import terse.sql.Schema.Ranges;

/** Counter ranges in SQL: a lease is one upsert that says how far the counter has come. */
final class SqlRangeStore implements RangeStore {
  private final String lease;
  private final String mark;
  private final Writer writer;
  private final Readers lookups;

  SqlRangeStore(DSLContext sql, Writer writer, Readers lookups) {
    this.writer = writer;
    this.lookups = lookups;
    this.lease =
        sql.render(
            sql.insertInto(Ranges.TABLE)
                .columns(Ranges.DOMAIN, Ranges.EPOCH, Ranges.NEXT)
                .values(any(Ranges.DOMAIN), any(Ranges.EPOCH), any(Ranges.NEXT))
                .onConflict(Ranges.DOMAIN, Ranges.EPOCH)
                .doUpdate()
                .set(Ranges.NEXT, Ranges.NEXT.plus(DSL.excluded(Ranges.NEXT)))
                .returning(Ranges.NEXT));
    this.mark =
        sql.render(
            DSL.select(Ranges.NEXT)
                .from(Ranges.TABLE)
                .where(Ranges.DOMAIN.eq(any(Ranges.DOMAIN)))
                .and(Ranges.EPOCH.eq(any(Ranges.EPOCH))));
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
                session.first(lease, row -> row.getLong(1), domain, epoch, size).orElseThrow());
    return new Range(to - size, to);
  }

  @Override
  public long mark(int domain, int epoch) {
    return lookups.read(
        session -> session.first(mark, row -> row.getLong(1), domain, epoch).orElse(0L));
  }
}
