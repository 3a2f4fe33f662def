package terse.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.when;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DeleteConditionStep;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateSetStep;
import org.jooq.InsertValuesStepN;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import terse.sql.Schema.Blocks;
import terse.sql.Schema.Count;
import terse.sql.Schema.DomainVersion;
import terse.sql.Schema.Domains;
import terse.sql.Schema.Epochs;
import terse.sql.Schema.Granted;
import terse.sql.Schema.Keys;
import terse.sql.Schema.Links;
import terse.sql.Schema.Names;
import terse.sql.Schema.Nodes;
import terse.sql.Schema.OpenNames;
import terse.sql.Schema.Outbox;
import terse.sql.Schema.Ranges;
import terse.sql.Schema.Requests;
import terse.sql.Schema.Reuse;
import terse.sql.Schema.Schemes;
import terse.sql.Schema.Tags;
import terse.sql.Schema.Workers;

/** Says every {@link Phrase} in jOOQ, which knows how each engine wants it. */
final class Phrases {
  private static final List<Field<?>> TAG =
      List.of(Tags.TAG, Tags.OWNER, Tags.CREATED_AT, Tags.DOMAIN, Tags.EPOCH, Tags.NUMBER);
  private static final List<Field<?>> MAKING =
      List.of(
          Schemes.SOURCE,
          Schemes.ALPHABET,
          Schemes.LENGTH,
          Schemes.LONGEST,
          Schemes.FILL,
          Schemes.CHECK_SYMBOL,
          Schemes.WRONG_CASE);
  private static final List<Field<?>> DOMAIN =
      before(MAKING, Domains.ID, Domains.HOST, Domains.DEFAULT_EXPIRY);
  private static final List<Field<?>> SCHEME = before(MAKING, Schemes.DOMAIN, Schemes.NUMBER);
  private static final List<Field<?>> WORKER =
      List.of(
          Workers.WORKER, Workers.FENCE, Workers.HOLDER, Workers.EXPIRES_AT, Workers.STAMPED_UNTIL);

  /** Of SQLite there is one writer, which needs no lock. */
  private static final String KEYS_LOCK = "pg_advisory_xact_lock('api_key'::regclass::bigint)";

  private static final List<Field<?>> KEY =
      List.of(
          Keys.ID,
          Keys.ACCOUNT,
          Keys.NAME,
          Keys.ROLE,
          Keys.DIGEST,
          Keys.CREATED_AT,
          Keys.REVOKED_AT);

  private static final List<Field<?>> BLOCK =
      List.of(
          Blocks.HOLDER,
          Blocks.BLOCK,
          Blocks.DOMAIN,
          Blocks.EPOCH,
          Blocks.NUMBER,
          Blocks.VISITS,
          Blocks.TAKEN_AT);

  private static final List<Field<?>> NODE =
      List.of(Nodes.ID, Nodes.NAME, Nodes.BEAT, Nodes.POSITION, Nodes.KEYS);

  private Phrases() {}

  static Query say(Phrase phrase, SQLDialect dialect) {
    return switch (phrase) {
      case INSERT_LINK -> insert(Links.TABLE, LinkColumns.WRITTEN);
      case INSERT_NAME ->
          insert(Names.TABLE, List.of(Names.DOMAIN, Names.FOLDED_NAME, Names.EPOCH, Names.NUMBER))
              .onConflictDoNothing();
      case DELETE_NAME ->
          deleteFrom(Names.TABLE)
              .where(equal(List.of(Names.DOMAIN, Names.FOLDED_NAME, Names.EPOCH, Names.NUMBER)));
      case INSERT_TAG -> insert(Tags.TABLE, TAG);
      case INSERT_REQUEST -> insertRequest();
      case INSERT_REUSE -> insertReuse();
      case INSERT_OUTBOX -> insertOutbox();
      case FIND_LINK -> select(LinkColumns.READ).from(Links.TABLE).where(isLink());
      case FIND_BY_NAME -> findByName();
      case FIND_REQUEST ->
          alone(select(Requests.ANSWERS).from(Requests.TABLE).where(isRequest()), dialect);
      case FIND_REUSE ->
          select(Reuse.DOMAIN, Reuse.EPOCH, Reuse.NUMBER).from(Reuse.TABLE).where(isReuse());
      case UPDATE_LINK -> updateLink();
      case UPDATE_REQUEST ->
          update(Requests.TABLE)
              .set(Requests.ANSWERS, any(Requests.ANSWERS))
              .set(Requests.ANSWERED_AT, any(Requests.ANSWERED_AT))
              .where(isRequest());
      case UPDATE_REUSE ->
          update(Reuse.TABLE)
              .set(Reuse.EPOCH, any(Reuse.EPOCH))
              .set(Reuse.NUMBER, any(Reuse.NUMBER))
              .where(isReuse())
              .and(equal(List.of(Reuse.EPOCH, Reuse.NUMBER)));
      case UPDATE_COUNT ->
          update(Count.TABLE)
              .set(Count.LINKS, Count.LINKS.plus(any(Count.LINKS)))
              .where(equal(Count.LANE));
      case DELETE_TAG -> deleteFrom(Tags.TABLE).where(equal(TAG));
      case DELETE_OLD_REQUESTS ->
          deleteOld(Requests.TABLE, Requests.POSITION, Requests.ANSWERED_AT);
      case DELETE_OLD_CHANGES -> deleteOldChanges();
      case DELETE_REUSE ->
          deleteFrom(Reuse.TABLE).where(isReuse()).and(equal(List.of(Reuse.EPOCH, Reuse.NUMBER)));
      case FEED_AFTER -> feedAfter();
      case FEED_POSITION -> select(max(Outbox.POSITION)).from(Outbox.TABLE);
      case COUNT -> select(sum(Count.LINKS)).from(Count.TABLE);
      case LEASE_RANGE -> leaseRange();
      case RANGE_MARK ->
          select(Ranges.NEXT).from(Ranges.TABLE).where(equal(List.of(Ranges.DOMAIN, Ranges.EPOCH)));
      case RAISE_RANGE -> counter().set(Ranges.NEXT, greatest(Ranges.NEXT, excluded(Ranges.NEXT)));
      case DATACENTER_WORKERS ->
          select(WORKER)
              .from(Workers.TABLE)
              .where(Workers.WORKER.between(any(Workers.WORKER), any(Workers.WORKER)));
      case INSERT_WORKER -> insert(Workers.TABLE, WORKER).onConflictDoNothing();
      case UPDATE_WORKER -> updateWorker();
      case SEAL_RANGE -> sealRange();
      case ALL_DOMAINS -> domains(noCondition());
      case FIND_DOMAIN -> domains(equal(Domains.ID));
      case FIND_DOMAIN_BY_HOST -> domains(equal(Domains.HOST));
      case DOMAIN_ID -> select(Domains.ID).from(Domains.TABLE).where(equal(Domains.HOST));
      case INSERT_DOMAIN -> insert(Domains.TABLE, List.of(Domains.HOST)).onConflictDoNothing();
      case UPDATE_DOMAIN ->
          update(Domains.TABLE)
              .set(Domains.DEFAULT_EXPIRY, any(Domains.DEFAULT_EXPIRY))
              .where(equal(Domains.ID));
      case UPSERT_SCHEME ->
          insert(Schemes.TABLE, SCHEME)
              .onConflict(Schemes.DOMAIN, Schemes.NUMBER)
              .doUpdate()
              .set(Schemes.WRONG_CASE, excluded(Schemes.WRONG_CASE));
      case DOMAIN_VERSION -> select(DomainVersion.VERSION).from(DomainVersion.TABLE);
      case BUMP_DOMAIN_VERSION ->
          update(DomainVersion.TABLE)
              .set(DomainVersion.VERSION, DomainVersion.VERSION.plus(inline(1)));
      case ALL_KEYS -> select(KEY).from(Keys.TABLE).orderBy(Keys.ID);
      case FIND_KEY_BY_DIGEST -> select(KEY).from(Keys.TABLE).where(equal(Keys.DIGEST));
      case LOCK_KEYS -> select(dialect == SQLDialect.SQLITE ? inline(1) : field(KEYS_LOCK));
      case NEXT_ACCOUNT ->
          select(coalesce(max(Keys.ACCOUNT), inline(0)).plus(inline(1))).from(Keys.TABLE);
      case INSERT_KEY ->
          insert(
                  Keys.TABLE,
                  List.of(Keys.ACCOUNT, Keys.NAME, Keys.ROLE, Keys.DIGEST, Keys.CREATED_AT))
              .onConflictDoNothing();
      case REVOKE_KEY ->
          update(Keys.TABLE)
              .set(Keys.REVOKED_AT, coalesce(Keys.REVOKED_AT, any(Keys.REVOKED_AT)))
              .where(equal(Keys.ID));
      case FIND_BLOCK -> select(Blocks.VISITS).from(Blocks.TABLE).where(isBlock());
      case VISITS_LEFT -> visitsLeft();
      case TAKE_VISITS -> takeVisits();
      case INSERT_BLOCK -> insert(Blocks.TABLE, BLOCK).onConflictDoNothing();
      case DELETE_BLOCK ->
          resultQuery("{0} returning {1}", deleteFrom(Blocks.TABLE).where(isBlock()), list(BLOCK));
      case RETURN_VISITS ->
          update(Links.TABLE)
              .set(Links.TAKEN_VISITS, Links.TAKEN_VISITS.minus(any(Links.TAKEN_VISITS)))
              .where(isLink());
      case BLOCKS_HELD_BY -> select(BLOCK).from(Blocks.TABLE).where(equal(Blocks.HOLDER));
      case VISITS_USED -> visitsUsed();
      case INSERT_NODE -> insert(Nodes.TABLE, NODE);
      case UPDATE_NODE ->
          update(Nodes.TABLE)
              .set(Nodes.BEAT, Nodes.BEAT.plus(inline(1)))
              .set(Nodes.POSITION, any(Nodes.POSITION))
              .set(Nodes.KEYS, any(Nodes.KEYS))
              .where(equal(Nodes.ID));
      case ALL_NODES -> select(NODE).from(Nodes.TABLE);
      case DELETE_NODE -> deleteFrom(Nodes.TABLE).where(equal(Nodes.ID));
      case DELETE_SILENT_NODE ->
          deleteFrom(Nodes.TABLE).where(equal(List.of(Nodes.ID, Nodes.BEAT)));
      case ALL_GRANTS -> select(Granted.DOMAIN, Granted.EPOCH, Granted.MARK).from(Granted.TABLE);
      case LATEST_GRANT -> select(max(Granted.GRANTED_AT)).from(Granted.TABLE);
      case RAISE_GRANT -> raiseGrant();
      case ALL_EPOCHS -> select(Epochs.EPOCH, Epochs.FINGERPRINT).from(Epochs.TABLE);
      case NEWEST_EPOCH -> select(coalesce(max(Epochs.EPOCH), inline(0))).from(Epochs.TABLE);
      case INSERT_EPOCH ->
          insert(Epochs.TABLE, List.of(Epochs.EPOCH, Epochs.FINGERPRINT, Epochs.BEGUN_AT));
      case ALL_OPEN_NAMES -> select(OpenNames.DOMAIN).from(OpenNames.TABLE);
      case NAMES_AFTER ->
          select(Names.DOMAIN, Names.FOLDED_NAME)
              .from(Names.TABLE)
              .where(
                  row(Names.DOMAIN, Names.FOLDED_NAME)
                      .gt(any(Names.DOMAIN), any(Names.FOLDED_NAME)))
              .orderBy(Names.DOMAIN, Names.FOLDED_NAME)
              .limit(param("rows", Integer.class));
      case INSERT_OPEN_NAMES ->
          insert(OpenNames.TABLE, List.of(OpenNames.DOMAIN)).onConflictDoNothing();
    };
  }

  /** Lets nobody else change what is read before the transaction ends; SQLite never does. */
  private static Query alone(SelectConditionStep<?> query, SQLDialect dialect) {
    return dialect == SQLDialect.SQLITE ? query : query.forUpdate();
  }

  private static Query insertRequest() {
    return insert(
            Requests.TABLE,
            List.of(
                Requests.OWNER,
                Requests.STEM,
                Requests.BLOCK,
                Requests.ANSWERS,
                Requests.ANSWERED_AT))
        .onConflictDoNothing();
  }

  private static Query insertReuse() {
    return insert(
            Reuse.TABLE,
            List.of(
                Reuse.OWNER,
                Reuse.DOMAIN,
                Reuse.TARGET_DIGEST,
                Reuse.FOLDED_NAME,
                Reuse.EPOCH,
                Reuse.NUMBER))
        .onConflictDoNothing();
  }

  private static Query insertOutbox() {
    return insert(
        Outbox.TABLE,
        List.of(
            Outbox.KIND,
            Outbox.DOMAIN,
            Outbox.EPOCH,
            Outbox.NUMBER,
            Outbox.FOLDED_NAME,
            Outbox.VERSION,
            Outbox.CREATED_AT));
  }

  private static Query findByName() {
    return select(LinkColumns.READ)
        .from(Names.TABLE)
        .join(Links.TABLE)
        .on(
            Links.DOMAIN.eq(Names.DOMAIN),
            Links.EPOCH.eq(Names.EPOCH),
            Links.NUMBER.eq(Names.NUMBER))
        .where(equal(List.of(Names.DOMAIN, Names.FOLDED_NAME)));
  }

  /** Only the version it expects is changed, and never a tombstone: the statement decides. */
  private static Query updateLink() {
    return update(Links.TABLE)
        .set(Links.UPDATED_AT, any(Links.UPDATED_AT))
        .set(Links.EXPIRES_AT, any(Links.EXPIRES_AT))
        .set(Links.MAX_VISITS, any(Links.MAX_VISITS))
        .set(Links.VERSION, Links.VERSION.plus(inline(1)))
        .set(Links.STATE, any(Links.STATE))
        .set(Links.STATUS, any(Links.STATUS))
        .set(Links.TARGET, any(Links.TARGET))
        .set(Links.TITLE, any(Links.TITLE))
        .set(Links.TAGS, any(Links.TAGS))
        .set(Links.LABEL, any(Links.LABEL))
        .where(isLink())
        .and(equal(Links.VERSION))
        .and(Links.STATE.ne(inline(StateNumber.DELETED)));
  }

  /** What is left of a link and who holds what, as of one instant. */
  private static Query visitsLeft() {
    return select(
            Links.MAX_VISITS,
            coalesce(Links.TAKEN_VISITS, inline(0)),
            Links.STATE,
            countDistinct(Blocks.HOLDER),
            max(Blocks.TAKEN_AT))
        .from(Links.TABLE)
        .leftJoin(Blocks.TABLE)
        .on(isBlockOfLink())
        .where(isLink())
        .groupBy(Links.MAX_VISITS, Links.TAKEN_VISITS, Links.STATE);
  }

  /** The arbiter of limits: the condition is judged and the number raised in one step. */
  private static Query takeVisits() {
    Field<Integer> taken = coalesce(Links.TAKEN_VISITS, inline(0)).plus(any(Links.TAKEN_VISITS));
    return update(Links.TABLE)
        .set(Links.TAKEN_VISITS, taken)
        .where(isLink())
        .and(Links.STATE.eq(inline(StateNumber.ACTIVE)))
        .and(taken.le(Links.MAX_VISITS));
  }

  private static Query visitsUsed() {
    return select(Links.TAKEN_VISITS, coalesce(sum(Blocks.VISITS), inline(0)))
        .from(Links.TABLE)
        .leftJoin(Blocks.TABLE)
        .on(isBlockOfLink())
        .where(isLink())
        .and(Links.TAKEN_VISITS.isNotNull())
        .groupBy(Links.TAKEN_VISITS);
  }

  private static Condition isBlockOfLink() {
    return and(
        Blocks.DOMAIN.eq(Links.DOMAIN),
        Blocks.EPOCH.eq(Links.EPOCH),
        Blocks.NUMBER.eq(Links.NUMBER));
  }

  private static Condition isBlock() {
    return equal(List.of(Blocks.HOLDER, Blocks.BLOCK));
  }

  /** The newest change stays, so that the feed's position never falls back. */
  private static Query deleteOldChanges() {
    return deleteOld(Outbox.TABLE, Outbox.POSITION, Outbox.CREATED_AT)
        .and(Outbox.POSITION.lt(select(max(Outbox.POSITION)).from(Outbox.TABLE)));
  }

  /** Looks at the oldest few rows only, so that a step costs the same however many there are. */
  private static DeleteConditionStep<Record> deleteOld(
      Table<Record> table, Field<Long> position, Field<Long> time) {
    Table<?> oldest =
        select(position, time)
            .from(table)
            .orderBy(position)
            .limit(param("rows", Integer.class))
            .asTable("oldest");
    Field<Long> oldPosition = field(name("oldest", position.getName()), Long.class);
    Field<Long> oldTime = field(name("oldest", time.getName()), Long.class);
    return deleteFrom(table)
        .where(position.in(select(oldPosition).from(oldest).where(oldTime.lt(any(time)))));
  }

  private static Query feedAfter() {
    return select(
            Outbox.POSITION,
            Outbox.KIND,
            Outbox.DOMAIN,
            Outbox.EPOCH,
            Outbox.NUMBER,
            Outbox.FOLDED_NAME,
            Outbox.VERSION)
        .from(Outbox.TABLE)
        .where(Outbox.POSITION.gt(any(Outbox.POSITION)))
        .orderBy(Outbox.POSITION)
        .limit(param("rows", Integer.class));
  }

  /** One statement takes the range and says how far the counter has come. */
  private static Query leaseRange() {
    Query upsert =
        counter()
            .set(Ranges.NEXT, Ranges.NEXT.plus(excluded(Ranges.NEXT)))
            .where(Ranges.SEALED.eq(inline(0)));
    return resultQuery("{0} returning {1}", upsert, Ranges.NEXT);
  }

  /** The counter with a first value, or if it is there already, what follows. */
  private static InsertOnDuplicateSetStep<Record> counter() {
    return insert(Ranges.TABLE, List.of(Ranges.DOMAIN, Ranges.EPOCH, Ranges.NEXT))
        .onConflict(Ranges.DOMAIN, Ranges.EPOCH)
        .doUpdate();
  }

  /** Only the state that was read is changed: the statement decides who of two gets a number. */
  private static Query updateWorker() {
    return update(Workers.TABLE)
        .set(Workers.FENCE, any(Workers.FENCE))
        .set(Workers.HOLDER, any(Workers.HOLDER))
        .set(Workers.EXPIRES_AT, any(Workers.EXPIRES_AT))
        .set(Workers.STAMPED_UNTIL, any(Workers.STAMPED_UNTIL))
        .where(equal(WORKER));
  }

  /** Keeps the counter as it is, for ever, also one that was never begun. */
  private static Query sealRange() {
    Query upsert =
        insertInto(Ranges.TABLE)
            .columns(Ranges.DOMAIN, Ranges.EPOCH, Ranges.NEXT, Ranges.SEALED)
            .values(any(Ranges.DOMAIN), any(Ranges.EPOCH), inline(0L), inline(1))
            .onConflict(Ranges.DOMAIN, Ranges.EPOCH)
            .doUpdate()
            .set(Ranges.SEALED, inline(1));
    return resultQuery("{0} returning {1}", upsert, Ranges.NEXT);
  }

  /** A row for each scheme, those of one domain in a row. */
  private static Query domains(Condition which) {
    return select(DOMAIN)
        .from(Domains.TABLE)
        .join(Schemes.TABLE)
        .on(Schemes.DOMAIN.eq(Domains.ID))
        .where(which)
        .orderBy(Domains.ID, Schemes.NUMBER);
  }

  private static Query raiseGrant() {
    return insert(
            Granted.TABLE, List.of(Granted.DOMAIN, Granted.EPOCH, Granted.MARK, Granted.GRANTED_AT))
        .onConflict(Granted.DOMAIN, Granted.EPOCH)
        .doUpdate()
        .set(
            Granted.MARK,
            when(Granted.MARK.gt(excluded(Granted.MARK)), Granted.MARK)
                .otherwise(excluded(Granted.MARK)))
        .set(Granted.GRANTED_AT, excluded(Granted.GRANTED_AT));
  }

  private static Condition isLink() {
    return equal(List.of(Links.DOMAIN, Links.EPOCH, Links.NUMBER));
  }

  private static Condition isRequest() {
    return equal(List.of(Requests.OWNER, Requests.STEM, Requests.BLOCK));
  }

  private static Condition isReuse() {
    return equal(List.of(Reuse.OWNER, Reuse.DOMAIN, Reuse.TARGET_DIGEST, Reuse.FOLDED_NAME));
  }

  private static List<Field<?>> before(List<Field<?>> rest, Field<?>... first) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private static Condition equal(List<Field<?>> fields) {
    Stream<Condition> conditions = fields.stream().map(Phrases::equal);
    return and(conditions.toList());
  }

  private static <T> Condition equal(Field<T> field) {
    return field.eq(any(field));
  }

  /** A value given when the statement runs. */
  private static <T> Param<T> any(Field<T> field) {
    return param(field.getName(), field.getDataType());
  }

  private static InsertValuesStepN<Record> insert(Table<Record> table, List<Field<?>> columns) {
    return insertInto(table).columns(columns).values(columns.stream().map(Phrases::any).toList());
  }
}
