package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;

/**
 * Requests that name themselves. A row says what was asked before anything is done, and afterwards
 * which link came of it; who repeats a request whose end is not written finishes the first one with
 * what its row holds, and both are answered alike.
 */
final class Requests {
  private static final int ATTEMPTS = 32;

  /** Twice as long as is promised. */
  private static final int SECONDS_KEPT = Math.toIntExact(Duration.ofDays(2).toSeconds());

  private static final String BEGIN =
      "INSERT INTO request (owner, id, digest, domain, epoch, number, intent, settled)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, false) IF NOT EXISTS USING TTL "
          + SECONDS_KEPT;
  private static final String READ = "SELECT * FROM request WHERE owner = ? AND id = ?";
  private static final String SETTLE =
      "UPDATE request USING TTL "
          + SECONDS_KEPT
          + " SET settled = true, link_domain = ?, link_epoch = ?, link_number = ?"
          + " WHERE owner = ? AND id = ?"
          + " IF domain = ? AND epoch = ? AND number = ? AND settled = false";
  private static final String FORGET =
      "DELETE FROM request WHERE owner = ? AND id = ?"
          + " IF domain = ? AND epoch = ? AND number = ? AND settled = false";

  static final List<String> STATEMENTS = List.of(BEGIN, READ, SETTLE);

  private final Cql cql;
  private final Places places;
  private final LinkInserts.Placing placing;
  private final Stripes asked = new Stripes();

  Requests(Cql cql, Places places, LinkInserts.Placing placing) {
    this.cql = cql;
    this.places = places;
    this.placing = placing;
  }

  /**
   * A request as its row has it.
   *
   * @param key of the link that was to be made
   * @param end of the link that came of it, null if that is not written
   */
  private record Asked(String digest, LinkKey key, ByteBuffer intent, @Nullable LinkKey end) {
    static Asked read(Row row) {
      ByteBuffer intent = row.getByteBuffer("intent");
      return new Asked(
          String.valueOf(row.getString("digest")),
          new LinkKey(row.getInt("domain"), row.getInt("epoch"), row.getLong("number")),
          intent == null ? ByteBuffer.allocate(0) : intent,
          row.getBoolean("settled")
              ? new LinkKey(
                  row.getInt("link_domain"), row.getInt("link_epoch"), row.getLong("link_number"))
              : null);
    }
  }

  InsertOutcome decide(NewLink added) {
    NewLink.Idempotency id = added.idempotency();
    if (id == null) {
      return placing.place(added);
    }
    return asked.alone(List.of(added.owner(), id.key()), () -> decide(added, id));
  }

  private InsertOutcome decide(NewLink added, NewLink.Idempotency id) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Asked> first = begun(added, id);
      if (first.isEmpty()) {
        continue;
      }
      if (first.get().key.equals(added.key()) && first.get().end == null) {
        return ended(added, id);
      }
      Optional<LinkKey> end = endOf(first.get(), added.owner(), id);
      if (end.isPresent()) {
        return first.get().digest.equals(id.digest())
            ? new InsertOutcome.Replayed(link(end.get()))
            : new InsertOutcome.Mismatch();
      }
    }
    throw new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was changed.");
  }

  /** The first request of this name, which may be this one; empty if it was just taken back. */
  private Optional<Asked> begun(NewLink added, NewLink.Idempotency id) {
    LinkKey key = added.key();
    ByteBuffer intent = LinkInserts.intent(added).bytes();
    try {
      boolean applied =
          cql.decide(
                  BEGIN,
                  added.owner(),
                  id.key(),
                  id.digest(),
                  key.domain(),
                  key.epoch(),
                  key.number(),
                  intent)
              .applied();
      if (applied) {
        return Optional.of(new Asked(id.digest(), key, intent, null));
      }
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      return Optional.of(settled(added.owner(), id, e).orElseThrow(() -> e));
    }
    return read(added.owner(), id);
  }

  private Optional<Asked> settled(int owner, NewLink.Idempotency id, TerseException unknown) {
    try {
      return read(owner, id);
    } catch (TerseException unreadable) {
      unknown.addSuppressed(unreadable);
      throw unknown;
    }
  }

  private Optional<Asked> read(int owner, NewLink.Idempotency id) {
    return cql.settled(READ, owner, id.key()).stream().findFirst().map(Asked::read);
  }

  /** Makes the link, and writes down that it did. */
  private InsertOutcome ended(NewLink added, NewLink.Idempotency id) {
    return Verdict.begun(() -> made(added, id));
  }

  private InsertOutcome made(NewLink added, NewLink.Idempotency id) {
    InsertOutcome outcome = placing.place(added);
    Optional<LinkKey> end = settle(added.owner(), id, added.key(), outcome);
    if (end.isEmpty() || end.get().equals(keyOf(outcome).orElse(null))) {
      return outcome;
    }
    Link link = link(end.get());
    return end.get().equals(added.key())
        ? new InsertOutcome.Inserted(link)
        : new InsertOutcome.Reused(link);
  }

  /** The link that came of an earlier request, finished if need be; empty if none came of it. */
  private Optional<LinkKey> endOf(Asked first, int owner, NewLink.Idempotency id) {
    if (first.end != null) {
      return Optional.of(first.end);
    }
    InsertOutcome outcome =
        places
            .find(first.key)
            .<InsertOutcome>map(row -> new InsertOutcome.Inserted(row.link()))
            .orElseGet(() -> placing.place(LinkInserts.again(Body.read(first.intent))));
    return settle(owner, id, first.key, outcome);
  }

  /** Writes down what came of a request; what somebody wrote before stays, and is what is said. */
  private Optional<LinkKey> settle(
      int owner, NewLink.Idempotency id, LinkKey key, InsertOutcome outcome) {
    Optional<LinkKey> end = keyOf(outcome);
    boolean applied =
        end.map(
                link ->
                    cql.decide(
                        SETTLE,
                        link.domain(),
                        link.epoch(),
                        link.number(),
                        owner,
                        id.key(),
                        key.domain(),
                        key.epoch(),
                        key.number()))
            .orElseGet(
                () -> cql.decide(FORGET, owner, id.key(), key.domain(), key.epoch(), key.number()))
            .applied();
    if (applied) {
      return end;
    }
    return read(owner, id)
        .filter(now -> now.key.equals(key) && now.end != null)
        .map(now -> now.end == null ? key : now.end)
        .or(() -> end);
  }

  private static Optional<LinkKey> keyOf(InsertOutcome outcome) {
    return switch (outcome) {
      case InsertOutcome.Inserted(Link link) -> Optional.of(link.key());
      case InsertOutcome.Reused(Link link) -> Optional.of(link.key());
      case InsertOutcome.Replayed(Link link) -> Optional.of(link.key());
      case InsertOutcome.Taken _, InsertOutcome.Mismatch _ -> Optional.empty();
    };
  }

  private Link link(LinkKey key) {
    return places
        .find(key)
        .map(LinkRow::link)
        .orElseThrow(
            () -> new TerseException(Fault.INTERNAL, "There is no link under a remembered key."));
  }
}
