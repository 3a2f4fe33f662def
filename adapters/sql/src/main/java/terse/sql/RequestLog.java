package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Remembers what requests with idempotency keys led to, a block of keys at a time. */
final class RequestLog {
  private final String insert;
  private final String find;
  private final String update;
  private final InstantSource clock;

  RequestLog(Wording sql, InstantSource clock) {
    this.insert = sql.of(Phrase.INSERT_REQUEST);
    this.find = sql.of(Phrase.FIND_REQUEST);
    this.update = sql.of(Phrase.UPDATE_REQUEST);
    this.clock = clock;
  }

  /** A block being answered: what is known of it, beside what the store holds of it so far. */
  record Open(Insert.Block block, RequestAnswers answers, RequestAnswers stored) {}

  /**
   * Claims the keys of some inserts of one block. If nobody has used the block yet, a constraint
   * lets the claim through, as if all of them were going to succeed; else it is read, and nobody
   * else changes it before this transaction has ended.
   */
  Open claim(Session session, Insert.Block block, List<Insert> inserts) throws SQLException {
    RequestAnswers hoped = new RequestAnswers();
    for (Insert each : inserts) {
      Insert.Request request = each.request();
      if (request != null && hoped.get(request.slot()) == null) {
        hoped.put(request.slot(), each.answer(request));
      }
    }
    byte[] stem = block.stem().bytes();
    Optional<byte[]> known = Optional.empty();
    while (known.isEmpty()) {
      if (session.update(insert, block.owner(), stem, block.number(), hoped.bytes(), clock.millis())
          == 1) {
        return new Open(block, new RequestAnswers(), hoped);
      }
      known = session.first(find, RequestLog::answers, block.owner(), stem, block.number());
    }
    return new Open(block, RequestAnswers.read(known.get()), RequestAnswers.read(known.get()));
  }

  /** Stores what became of the block, if that is not what is stored. */
  void settle(Session session, Open open) throws SQLException {
    if (!open.answers().isSameAs(open.stored())) {
      Insert.Block block = open.block();
      session.update(
          update,
          open.answers().bytes(),
          clock.millis(),
          block.owner(),
          block.stem().bytes(),
          block.number());
    }
  }

  private static byte[] answers(ResultSet row) throws SQLException {
    return row.getBytes(1);
  }
}
