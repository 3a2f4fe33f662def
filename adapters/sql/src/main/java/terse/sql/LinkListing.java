package terse.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.substring;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkCursor;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkQuery.Sort;
import terse.sql.Schema.Links;
import terse.sql.Schema.Tags;

/** Builds the statement of one listing; each is another, so none is kept. */
final class LinkListing {
  private final Supplier<DSLContext> jooq;

  /** Takes jOOQ when the first listing needs it, since loading it takes a while. */
  LinkListing(Supplier<DSLContext> jooq) {
    this.jooq = jooq;
  }

  LinkPage page(Session session, LinkQuery query, @Nullable LinkCursor after) throws SQLException {
    DSLContext sql = jooq.get();
    Select<?> select = statement(query, after);
    List<Link> found =
        session.once(
            sql.render(select), row -> LinkRow.read(row).link(), sql.extractBindValues(select));
    if (found.size() <= query.limit()) {
      return new LinkPage(found, null);
    }
    List<Link> links = found.subList(0, query.limit());
    return new LinkPage(links, LinkCursor.at(query.sort(), links.getLast()).text());
  }

  private static Select<?> statement(LinkQuery query, @Nullable LinkCursor after) {
    Columns columns = query.tag() == null ? Columns.OF_LINKS : Columns.OF_TAGS;
    return from(query)
        .where(Links.STATE.ne(inline(StateNumber.DELETED)))
        .and(query.tag() == null ? noCondition() : Tags.TAG.eq(query.tag()))
        .and(query.owner() == null ? noCondition() : columns.owner().eq(query.owner()))
        .and(query.domain() == null ? noCondition() : columns.domain().eq(query.domain()))
        .and(query.search() == null ? noCondition() : mentions(query.search()))
        .and(after == null ? noCondition() : columns.isAfter(after))
        .orderBy(columns.order(query.sort()))
        .limit(query.limit() + 1);
  }

  private static SelectJoinStep<? extends Record> from(LinkQuery query) {
    if (query.tag() == null) {
      return select(LinkColumns.READ).from(Links.TABLE);
    }
    return select(LinkColumns.READ)
        .from(Tags.TABLE)
        .join(Links.TABLE)
        .on(Links.DOMAIN.eq(Tags.DOMAIN), Links.EPOCH.eq(Tags.EPOCH), Links.NUMBER.eq(Tags.NUMBER));
  }

  private static Condition mentions(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return position(lower(Links.TARGET), wanted)
        .gt(inline(0))
        .or(position(Links.LABEL, wanted).gt(inline(0)));
  }

  /** The columns an index leads with, in the links or in their tags. */
  private record Columns(
      Field<Integer> owner,
      Field<Long> createdAt,
      Field<Integer> domain,
      Field<Integer> epoch,
      Field<Long> number) {
    static final Columns OF_LINKS =
        new Columns(Links.OWNER, Links.CREATED_AT, Links.DOMAIN, Links.EPOCH, Links.NUMBER);
    static final Columns OF_TAGS =
        new Columns(Tags.OWNER, Tags.CREATED_AT, Tags.DOMAIN, Tags.EPOCH, Tags.NUMBER);

    List<SortField<?>> order(Sort sort) {
      Stream<Field<?>> fields = Stream.of(sorted(sort), domain, epoch, number);
      return fields.<SortField<?>>map(sort == Sort.NEWEST ? Field::desc : Field::asc).toList();
    }

    Condition isAfter(LinkCursor cursor) {
      LinkKey key = cursor.key();
      return switch (cursor.sort()) {
        case NEWEST ->
            row(createdAt, domain, epoch, number)
                .lessThan(millis(cursor), key.domain(), key.epoch(), key.number());
        case OLDEST ->
            row(createdAt, domain, epoch, number)
                .greaterThan(millis(cursor), key.domain(), key.epoch(), key.number());
        case TITLE, TARGET ->
            row(text(cursor.sort()), domain, epoch, number)
                .greaterThan(cursor.value(), key.domain(), key.epoch(), key.number());
      };
    }

    private Field<?> sorted(Sort sort) {
      return switch (sort) {
        case NEWEST, OLDEST -> createdAt;
        case TITLE, TARGET -> text(sort);
      };
    }

    private static Field<String> text(Sort sort) {
      Field<String> whole =
          sort == Sort.TARGET ? Links.TARGET : lower(coalesce(Links.TITLE, inline("")));
      return substring(whole, inline(1), inline(LinkCursor.SORTED_LENGTH));
    }

    private static Long millis(LinkCursor cursor) {
      return Long.valueOf(cursor.value());
    }
  }
}
