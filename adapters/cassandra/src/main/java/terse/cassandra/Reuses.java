package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.NewLink;

/**
 * Which link is the one to be reused. A row names it before it is made and holds all that is needed
 * to make it; whoever finds it unmade makes it, so of many who ask at once all get the same.
 */
final class Reuses {
  private static final int ATTEMPTS = 32;
  private static final String WHERE =
      " WHERE owner = ? AND domain = ? AND target = ? AND folded = ?";
  private static final String CLAIM =
      "INSERT INTO reuse (owner, domain, target, folded, epoch, number, intent)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS";
  private static final String READ = "SELECT epoch, number, intent FROM reuse" + WHERE;
  private static final String REPLACE =
      "UPDATE reuse SET epoch = ?, number = ?, intent = ?" + WHERE + " IF epoch = ? AND number = ?";
  private static final String FREE = "DELETE FROM reuse" + WHERE + " IF epoch = ? AND number = ?";

  private final Cql cql;
  private final Places places;
  private final LinkInserts.Placing placing;
  private final Stripes asked = new Stripes();

  Reuses(Cql cql, Places places, LinkInserts.Placing placing) {
    this.cql = cql;
    this.places = places;
    this.placing = placing;
  }

  private record Claim(LinkKey key, ByteBuffer intent) {
    static Claim read(int domain, Row row) {
      ByteBuffer intent = row.getByteBuffer("intent");
      return new Claim(
          new LinkKey(domain, row.getInt("epoch"), row.getLong("number")),
          intent == null ? ByteBuffer.allocate(0) : intent);
    }
  }

  InsertOutcome decide(NewLink added) {
    ReuseKey key = ReuseKey.of(added);
    return asked.alone(key, () -> decide(key, added));
  }

  private InsertOutcome decide(ReuseKey key, NewLink added) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      @Nullable Claim claim = claimed(key, added);
      if (claim == null) {
        continue;
      }
      if (claim.key.equals(added.key())) {
        return own(key, added);
      }
      Optional<Link> link = linkOf(claim);
      if (link.isPresent() && isLive(link.get(), added)) {
        return new InsertOutcome.Reused(link.get());
      }
      if (replaced(key, claim, added)) {
        return own(key, added);
      }
    }
    throw new TerseException(Fault.OVERLOADED, "Others were faster. Nothing was changed.");
  }

  private static boolean isLive(Link link, NewLink added) {
    return link.isLive(added.createdAt())
        && !link.isLimited()
        && link.target().equals(added.target());
  }

  /** Who has the claim now; null if that was just taken back. */
  private @Nullable Claim claimed(ReuseKey key, NewLink added) {
    Optional<Claim> known = read(key);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      boolean applied =
          cql.decide(
                  CLAIM,
                  key.owner(),
                  key.domain(),
                  key.target(),
                  key.folded(),
                  added.key().epoch(),
                  added.key().number(),
                  LinkInserts.intent(added).bytes())
              .applied();
      if (applied) {
        return new Claim(added.key(), LinkInserts.intent(added).bytes());
      }
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      return settled(key).orElseThrow(() -> e);
    }
    return settled(key).orElse(null);
  }

  private Optional<Claim> read(ReuseKey key) {
    return cql.first(READ, key.owner(), key.domain(), key.target(), key.folded())
        .map(row -> Claim.read(key.domain(), row));
  }

  private Optional<Claim> settled(ReuseKey key) {
    return cql.settled(READ, key.owner(), key.domain(), key.target(), key.folded()).stream()
        .findFirst()
        .map(row -> Claim.read(key.domain(), row));
  }

  /** The link that a claim was made for; made now if whoever wanted it has not made it yet. */
  private Optional<Link> linkOf(Claim claim) {
    Optional<Link> known = places.find(claim.key).map(LinkRow::link);
    if (known.isPresent()) {
      return known;
    }
    return placing.place(LinkInserts.again(Body.read(claim.intent)))
            instanceof InsertOutcome.Inserted(Link made)
        ? Optional.of(made)
        : Optional.empty();
  }

  private boolean replaced(ReuseKey key, Claim claim, NewLink added) {
    try {
      return cql.decide(
              REPLACE,
              added.key().epoch(),
              added.key().number(),
              LinkInserts.intent(added).bytes(),
              key.owner(),
              key.domain(),
              key.target(),
              key.folded(),
              claim.key.epoch(),
              claim.key.number())
          .applied();
    } catch (TerseException e) {
      if (!Verdict.isUnknown(e)) {
        throw e;
      }
      return settled(key).map(Claim::key).filter(added.key()::equals).isPresent();
    }
  }

  private InsertOutcome own(ReuseKey key, NewLink added) {
    return Verdict.begun(() -> made(key, added));
  }

  private InsertOutcome made(ReuseKey key, NewLink added) {
    InsertOutcome outcome = placing.place(added);
    if (outcome instanceof InsertOutcome.Taken) {
      cql.decide(
          FREE,
          key.owner(),
          key.domain(),
          key.target(),
          key.folded(),
          added.key().epoch(),
          added.key().number());
    }
    return outcome;
  }
}
