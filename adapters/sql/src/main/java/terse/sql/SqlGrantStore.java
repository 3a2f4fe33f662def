package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Grant;
import terse.id.GrantStore;
import terse.id.Grants;
import terse.link.LinkKey;

/**
 * Grants in SQL. The outbox row is written first, since that puts transactions in order; a newer
 * epoch that is found then undoes it.
 */
final class SqlGrantStore implements GrantStore {
  private final Wording sql;
  private final Outbox outbox;
  private final Writes writer;
  private final Reads lookups;
  private final InstantSource clock;

  SqlGrantStore(Wording sql, Writes writer, Reads lookups, InstantSource clock) {
    this.sql = sql;
    this.outbox = new Outbox(sql, clock);
    this.writer = writer;
    this.lookups = lookups;
    this.clock = clock;
  }

  @Override
  public Grants all() {
    return lookups.read(
        session ->
            new Grants(
                session.all(sql.of(Phrase.ALL_GRANTS), SqlGrantStore::grant),
                epochs(session),
                new HashSet<>(session.all(sql.of(Phrase.ALL_OPEN_NAMES), row -> row.getInt(1))),
                session
                    .all(
                        sql.of(Phrase.LATEST_GRANT),
                        row -> Optional.ofNullable(LinkRow.instant(row, 1)))
                    .getFirst()
                    .filter(at -> at.isAfter(Instant.EPOCH))
                    .orElse(null)));
  }

  private NavigableMap<Integer, Long> epochs(Session session) throws SQLException {
    NavigableMap<Integer, Long> epochs = new TreeMap<>();
    session.all(sql.of(Phrase.ALL_EPOCHS), row -> epochs.put(row.getInt(1), row.getLong(2)));
    return epochs;
  }

  @Override
  public long grant(int domain, int epoch, long mark) {
    return writer.writeInOrder(
        1,
        session -> {
          long position = raise(session, new Grant(domain, epoch, mark));
          refuseIf(newest(session) > new LinkKey(domain, epoch, 0).keyEpoch());
          return position;
        });
  }

  @Override
  public long prepareKeys() {
    return writer.writeInOrder(1, session -> outbox.notice(session, OutboxKind.KEYS, 0, 0, 0));
  }

  @Override
  public long begin(int after, int epoch, long fingerprint, List<Grant> last) {
    return writer.writeInOrder(
        1 + last.size(),
        session -> {
          for (Grant grant : last) {
            raise(session, grant);
          }
          long position = outbox.notice(session, OutboxKind.EPOCH, 0, epoch, fingerprint);
          refuseIf(newest(session) != after || epoch <= after);
          session.update(sql.of(Phrase.INSERT_EPOCH), epoch, fingerprint, clock.millis());
          return position;
        });
  }

  @Override
  public long openNames(int domain) {
    return writer.writeInOrder(
        1,
        session -> {
          session.update(sql.of(Phrase.INSERT_OPEN_NAMES), domain);
          return outbox.notice(session, OutboxKind.NAMES, domain, 0, 0);
        });
  }

  private long raise(Session session, Grant grant) throws SQLException {
    long position =
        outbox.notice(session, OutboxKind.GRANTED, grant.domain(), grant.epoch(), grant.mark());
    session.update(
        sql.of(Phrase.RAISE_GRANT), grant.domain(), grant.epoch(), grant.mark(), clock.millis());
    return position;
  }

  private int newest(Session session) throws SQLException {
    return session.first(sql.of(Phrase.NEWEST_EPOCH), row -> row.getInt(1)).orElse(0);
  }

  private static void refuseIf(boolean begun) {
    if (begun) {
      throw new TerseException(Fault.CONFLICT, "Another key epoch has begun.");
    }
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(row.getInt(1), row.getInt(2), row.getLong(3));
  }
}
