package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;
import terse.visit.Block;
import terse.visit.BlockId;
import terse.visit.BlockSize;
import terse.visit.Settled;
import terse.visit.Taken;
import terse.visit.Usage;
import terse.visit.VisitStore;

/**
 * Visits in SQL. The link's row holds how many were handed out; one update raises that, on the
 * condition that it stays within the limit. What was read before only proposes how many.
 */
final class SqlVisitStore implements VisitStore {
  /** How often others may take what was just seen to be left. */
  private static final int MOST_TRIES = 4;

  private final Wording sql;
  private final Writes writer;
  private final Reads lookups;

  SqlVisitStore(Wording sql, Writes writer, Reads lookups) {
    this.sql = sql;
    this.writer = writer;
    this.lookups = lookups;
  }

  @Override
  public Taken take(BlockId id, LinkKey link, int wanted, Instant now) {
    return writer.write(1, session -> take(session, id, link, wanted, now));
  }

  private Taken take(Session session, BlockId id, LinkKey link, int wanted, Instant now)
      throws SQLException {
    Optional<Integer> known = visits(session, id);
    if (known.isPresent()) {
      return new Taken.Visits(known.get());
    }
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Left> left = left(session, link);
      if (left.isEmpty() || left.get().limit() == null) {
        return new Taken.NotLimited();
      }
      if (left.get().visits() < 1) {
        return left.get().none();
      }
      int size = BlockSize.of(wanted, left.get().visits(), left.get().holders());
      if (raise(session, link, size)) {
        return new Taken.Visits(enter(session, new Block(id, link, size, now)));
      }
    }
    return new Taken.AllHeld(now);
  }

  private Optional<Integer> visits(Session session, BlockId id) throws SQLException {
    return session.first(sql.of(Phrase.FIND_BLOCK), row -> row.getInt(1), id.holder(), id.number());
  }

  private Optional<Left> left(Session session, LinkKey link) throws SQLException {
    return session.first(
        sql.of(Phrase.VISITS_LEFT), Left::read, link.domain(), link.epoch(), link.number());
  }

  private boolean raise(Session session, LinkKey link, int visits) throws SQLException {
    return session.update(
            sql.of(Phrase.TAKE_VISITS), visits, link.domain(), link.epoch(), link.number(), visits)
        == 1;
  }

  /** The size of the block with this id: the one given, unless it was taken a moment ago. */
  private int enter(Session session, Block block) throws SQLException {
    LinkKey link = block.link();
    int entered =
        session.update(
            sql.of(Phrase.INSERT_BLOCK),
            block.id().holder(),
            block.id().number(),
            link.domain(),
            link.epoch(),
            link.number(),
            block.visits(),
            block.takenAt().toEpochMilli());
    if (entered == 1) {
      return block.visits();
    }
    giveBack(session, link, block.visits());
    return visits(session, block.id()).orElseThrow();
  }

  private void giveBack(Session session, LinkKey link, int visits) throws SQLException {
    session.update(
        sql.of(Phrase.RETURN_VISITS), visits, link.domain(), link.epoch(), link.number());
  }

  @Override
  public void settle(List<Settled> blocks) {
    if (!blocks.isEmpty()) {
      writer.write(
          blocks.size(),
          session -> {
            for (Settled end : blocks) {
              settle(session, end);
            }
            return true;
          });
    }
  }

  private void settle(Session session, Settled end) throws SQLException {
    Optional<Block> ended =
        session.first(
            sql.of(Phrase.DELETE_BLOCK),
            SqlVisitStore::block,
            end.id().holder(),
            end.id().number());
    if (ended.isPresent() && end.answered() < ended.get().visits()) {
      giveBack(session, ended.get().link(), ended.get().visits() - end.answered());
    }
  }

  @Override
  public List<Block> heldBy(String holder) {
    return lookups.read(
        session -> session.all(sql.of(Phrase.BLOCKS_HELD_BY), SqlVisitStore::block, holder));
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(
        new BlockId(row.getString(1), row.getLong(2)),
        new LinkKey(row.getInt(3), row.getInt(4), row.getLong(5)),
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }

  @Override
  public Map<LinkKey, Usage> usage(Collection<LinkKey> links) {
    if (links.isEmpty()) {
      return Map.of();
    }
    return lookups.read(
        session -> {
          Map<LinkKey, Usage> all = new HashMap<>();
          for (LinkKey link : links) {
            session
                .first(
                    sql.of(Phrase.VISITS_USED),
                    row -> new Usage(row.getInt(1) - row.getInt(2), row.getInt(2)),
                    link.domain(),
                    link.epoch(),
                    link.number())
                .ifPresent(usage -> all.put(link, usage));
          }
          return all;
        });
  }

  /**
   * What one statement saw of a link.
   *
   * @param limit null if it has none or does not redirect
   * @param visits how many can be taken; less than 1 for none
   * @param holders how many hold blocks of it
   * @param newest when the newest of them was taken, in milliseconds
   */
  private record Left(@Nullable Integer limit, int visits, int holders, long newest) {
    static Left read(ResultSet row) throws SQLException {
      Integer limit = row.getInt(3) == StateNumber.ACTIVE ? LinkRow.number(row, 1) : null;
      return new Left(
          limit, limit == null ? 0 : limit - row.getInt(2), row.getInt(4), row.getLong(5));
    }

    Taken none() {
      return holders == 0 ? new Taken.UsedUp() : new Taken.AllHeld(Instant.ofEpochMilli(newest));
    }
  }
}
