package terse.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static terse.sql.Schema.any;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import terse.link.LinkKey;
import terse.sql.Schema.Count;
import terse.sql.Schema.Links;
import terse.sql.Schema.Names;
import terse.sql.Schema.Outbox;
import terse.sql.Schema.Requests;
import terse.sql.Schema.Reuse;
import terse.sql.Schema.Tags;

/** The statements of the link store, put into the engine's words once. */
final class LinkSql {
  /** What a row is read from, in the order {@link LinkRow} expects. */
  static final List<Field<?>> COLUMNS =
      List.of(
          Links.DOMAIN,
          Links.EPOCH,
          Links.NUMBER,
          Links.OWNER,
          Links.CREATED_AT,
          Links.UPDATED_AT,
          Links.EXPIRES_AT,
          Links.VERSION,
          Links.STATE,
          Links.STATUS,
          Links.TARGET,
          Links.NAME,
          Links.FOLDED_NAME,
          Links.TITLE,
          Links.TAGS);

  final String insertLink;
  final String insertName;
  final String insertTag;
  final String insertRequest;
  final String insertReuse;
  final String insertOutbox;
  final String findLink;
  final String findByName;
  final String findRequest;
  final String findReuse;
  final String updateLink;
  final String updateRequest;
  final String updateReuse;
  final String updateCount;
  final String deleteTag;
  final String deleteRequest;
  final String deleteReuse;
  final String deleteOldRequests;
  final String feedAfter;
  final String feedPosition;
  final String count;

  LinkSql(DSLContext sql) {
    List<Field<?>> written = new ArrayList<>(COLUMNS);
    written.add(Links.LABEL);
    insertLink = insert(sql, Links.TABLE, written);
    insertName =
        insertUnlessThere(sql, Names.TABLE, List.of(Names.DOMAIN, Names.FOLDED_NAME, Names.NUMBER));
    insertTag = insert(sql, Tags.TABLE, TAG);
    insertRequest =
        insertUnlessThere(
            sql,
            Requests.TABLE,
            List.of(
                Requests.OWNER,
                Requests.REQUEST_KEY,
                Requests.DIGEST,
                Requests.DOMAIN,
                Requests.EPOCH,
                Requests.NUMBER,
                Requests.CREATED_AT));
    insertReuse =
        insertUnlessThere(
            sql,
            Reuse.TABLE,
            List.of(
                Reuse.OWNER,
                Reuse.DOMAIN,
                Reuse.TARGET_DIGEST,
                Reuse.FOLDED_NAME,
                Reuse.EPOCH,
                Reuse.NUMBER));
    insertOutbox =
        insert(
            sql,
            Outbox.TABLE,
            List.of(
                Outbox.DOMAIN, Outbox.EPOCH, Outbox.NUMBER, Outbox.FOLDED_NAME, Outbox.VERSION));
    findLink = sql.render(select(COLUMNS).from(Links.TABLE).where(isLink()));
    findByName =
        sql.render(
            select(COLUMNS)
                .from(Names.TABLE)
                .join(Links.TABLE)
                .on(
                    Links.DOMAIN.eq(Names.DOMAIN),
                    Links.EPOCH.eq(inline(LinkKey.NAMED)),
                    Links.NUMBER.eq(Names.NUMBER))
                .where(equal(List.of(Names.DOMAIN, Names.FOLDED_NAME))));
    findRequest =
        sql.render(
            select(Requests.DIGEST, Requests.DOMAIN, Requests.EPOCH, Requests.NUMBER)
                .from(Requests.TABLE)
                .where(isRequest()));
    findReuse =
        sql.render(
            select(Reuse.DOMAIN, Reuse.EPOCH, Reuse.NUMBER).from(Reuse.TABLE).where(isReuse()));
    updateLink = sql.render(update(sql));
    updateRequest =
        sql.render(
            sql.update(Requests.TABLE)
                .set(Requests.DOMAIN, any(Requests.DOMAIN))
                .set(Requests.EPOCH, any(Requests.EPOCH))
                .set(Requests.NUMBER, any(Requests.NUMBER))
                .where(isRequest()));
    updateReuse =
        sql.render(
            sql.update(Reuse.TABLE)
                .set(Reuse.EPOCH, any(Reuse.EPOCH))
                .set(Reuse.NUMBER, any(Reuse.NUMBER))
                .where(isReuse()));
    updateCount =
        sql.render(sql.update(Count.TABLE).set(Count.LINKS, Count.LINKS.plus(any(Count.LINKS))));
    deleteTag = sql.render(sql.deleteFrom(Tags.TABLE).where(equal(TAG)));
    deleteRequest = sql.render(sql.deleteFrom(Requests.TABLE).where(isRequest()));
    deleteReuse =
        sql.render(
            sql.deleteFrom(Reuse.TABLE)
                .where(isReuse())
                .and(equal(List.of(Reuse.EPOCH, Reuse.NUMBER))));
    deleteOldRequests = sql.render(purge(sql));
    feedAfter =
        sql.render(
            select(
                    Outbox.POSITION,
                    Outbox.DOMAIN,
                    Outbox.EPOCH,
                    Outbox.NUMBER,
                    Outbox.FOLDED_NAME,
                    Outbox.VERSION)
                .from(Outbox.TABLE)
                .where(Outbox.POSITION.gt(any(Outbox.POSITION)))
                .orderBy(Outbox.POSITION)
                .limit(param("rows", Integer.class)));
    feedPosition = sql.render(select(max(Outbox.POSITION)).from(Outbox.TABLE));
    count = sql.render(select(Count.LINKS).from(Count.TABLE));
  }

  private static final List<Field<?>> TAG =
      List.of(Tags.TAG, Tags.OWNER, Tags.CREATED_AT, Tags.DOMAIN, Tags.EPOCH, Tags.NUMBER);

  /** Only the version it expects is changed, and never a tombstone: the statement decides. */
  private static Query update(DSLContext sql) {
    return sql.update(Links.TABLE)
        .set(Links.UPDATED_AT, any(Links.UPDATED_AT))
        .set(Links.EXPIRES_AT, any(Links.EXPIRES_AT))
        .set(Links.VERSION, Links.VERSION.plus(inline(1)))
        .set(Links.STATE, any(Links.STATE))
        .set(Links.STATUS, any(Links.STATUS))
        .set(Links.TARGET, any(Links.TARGET))
        .set(Links.TITLE, any(Links.TITLE))
        .set(Links.TAGS, any(Links.TAGS))
        .set(Links.LABEL, any(Links.LABEL))
        .where(isLink())
        .and(Links.VERSION.eq(any(Links.VERSION)))
        .and(Links.STATE.ne(inline(StateNumber.DELETED)));
  }

  /** Looks at the oldest few rows only, so that a step costs the same however many there are. */
  private static Query purge(DSLContext sql) {
    Table<?> oldest =
        select(Requests.POSITION, Requests.CREATED_AT)
            .from(Requests.TABLE)
            .orderBy(Requests.POSITION)
            .limit(param("rows", Integer.class))
            .asTable("oldest");
    return sql.deleteFrom(Requests.TABLE)
        .where(
            Requests.POSITION.in(
                select(field(name("oldest", "position"), Long.class))
                    .from(oldest)
                    .where(
                        field(name("oldest", "created_at"), Long.class)
                            .lt(any(Requests.CREATED_AT)))));
  }

  private static Condition isLink() {
    return equal(List.of(Links.DOMAIN, Links.EPOCH, Links.NUMBER));
  }

  private static Condition isRequest() {
    return equal(List.of(Requests.OWNER, Requests.REQUEST_KEY));
  }

  private static Condition isReuse() {
    return equal(List.of(Reuse.OWNER, Reuse.DOMAIN, Reuse.TARGET_DIGEST, Reuse.FOLDED_NAME));
  }

  private static Condition equal(List<? extends Field<?>> fields) {
    return and(fields.stream().map(LinkSql::equal).toList());
  }

  private static <T> Condition equal(Field<T> field) {
    return field.eq(any(field));
  }

  private static String insert(DSLContext sql, Table<?> table, List<? extends Field<?>> columns) {
    return sql.render(
        sql.insertInto(table).columns(columns).values(columns.stream().map(Schema::any).toList()));
  }

  private static String insertUnlessThere(
      DSLContext sql, Table<?> table, List<? extends Field<?>> columns) {
    return sql.render(
        sql.insertInto(table)
            .columns(columns)
            .values(columns.stream().map(Schema::any).toList())
            .onConflictDoNothing());
  }
}
