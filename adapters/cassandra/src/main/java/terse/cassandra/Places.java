package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;

/**
 * Where links are. A generated link is at its key: as it was made, written plainly, and as it was
 * changed since, by lightweight transactions. One under a name is at that name, by lightweight
 * transactions, and its key says which name that is.
 */
final class Places {
  private static final int MADE = 0;
  private static final int CHANGED = 1;
  private static final int NAME = 2;

  private static final String AT_KEY =
      "SELECT part, "
          + LinkRow.COLUMNS
          + " FROM link WHERE domain = ? AND epoch = ? AND number = ?";
  private static final String AT_NAME =
      "SELECT epoch, number, " + LinkRow.COLUMNS + " FROM name WHERE domain = ? AND folded = ?";
  private static final String MAKE =
      "INSERT INTO link (domain, epoch, number, part, "
          + LinkRow.COLUMNS
          + ") VALUES (?, ?, ?, ?, "
          + LinkRow.MARKS
          + ")";
  private static final String POINT =
      "INSERT INTO link (domain, epoch, number, part, folded_name) VALUES (?, ?, ?, ?, ?)";
  private static final String CHANGE_FIRST = MAKE + " IF NOT EXISTS";
  private static final String CHANGE =
      "UPDATE link SET "
          + LinkRow.CHANGES
          + " WHERE domain = ? AND epoch = ? AND number = ? AND part = ? IF version = ?";
  private static final String TAKE =
      "INSERT INTO name (domain, folded, epoch, number, "
          + LinkRow.COLUMNS
          + ") VALUES (?, ?, ?, ?, "
          + LinkRow.MARKS
          + ") IF NOT EXISTS";
  private static final String CHANGE_NAMED =
      "UPDATE name SET " + LinkRow.CHANGES + " WHERE domain = ? AND folded = ? IF version = ?";

  static final List<String> STATEMENTS = List.of(AT_KEY, AT_NAME, MAKE, POINT, TAKE);

  private final Cql cql;

  Places(Cql cql) {
    this.cql = cql;
  }

  /** How a partition is read. */
  private interface Reading {
    List<Row> rows(String query, @Nullable Object... values);
  }

  Optional<LinkRow> find(LinkKey key) {
    return find(key, cql::read);
  }

  Optional<LinkRow> findByName(int domain, String folded) {
    return findByName(domain, folded, cql::read);
  }

  /** The link after what was under way with it is settled. */
  Optional<LinkRow> settled(LinkKey key) {
    return find(key, cql::settled);
  }

  private Optional<LinkRow> find(LinkKey key, Reading reading) {
    @Nullable Row found = null;
    for (Row row : reading.rows(AT_KEY, key.domain(), key.epoch(), key.number())) {
      found = found == null || row.getInt("part") > MADE ? row : found;
    }
    if (found == null) {
      return Optional.empty();
    }
    if (found.getInt("part") != NAME) {
      return Optional.of(LinkRow.read(key, found));
    }
    return findByName(key.domain(), String.valueOf(found.getString("folded_name")), reading)
        .filter(row -> row.link().key().equals(key));
  }

  private Optional<LinkRow> findByName(int domain, String folded, Reading reading) {
    return reading.rows(AT_NAME, domain, folded).stream()
        .findFirst()
        .map(
            row ->
                LinkRow.read(new LinkKey(domain, row.getInt("epoch"), row.getLong("number")), row));
  }

  /** Writes a generated link whose code follows from its key, which was given to nobody else. */
  void make(Link link) {
    LinkKey key = link.key();
    cql.write(
        MAKE,
        new LinkRow(link, null, List.of()).values(key.domain(), key.epoch(), key.number(), MADE));
  }

  /** Says at a key which name its link goes by, should it get it. */
  void point(LinkKey key, String folded) {
    cql.write(POINT, key.domain(), key.epoch(), key.number(), NAME, folded);
  }

  /** Takes a name for a link: whoever is first has it for good. */
  boolean take(Entry entry) {
    Body body = entry.body();
    LinkKey key = body.link().key();
    String folded = String.valueOf(body.foldedName());
    LinkRow row = new LinkRow(body.link(), folded, List.of(entry.position()));
    return decided(
        () ->
            cql.decide(TAKE, row.values(key.domain(), folded, key.epoch(), key.number())).applied(),
        () -> holds(key, folded),
        entry);
  }

  private Outcome holds(LinkKey key, String folded) {
    return findByName(key.domain(), folded, cql::settled)
        .map(row -> row.link().key().equals(key) ? Outcome.HAPPENED : Outcome.NEVER)
        .orElse(Outcome.OPEN);
  }

  /** Changes a link from the version that its intent is made for. */
  boolean change(Entry entry) {
    Body body = entry.body();
    LinkRow row =
        new LinkRow(body.link(), body.foldedName(), LinkRow.and(body.earlier(), entry.position()));
    return decided(
        () -> changed(row), () -> became(row.link().key(), body.link().version(), entry), entry);
  }

  private boolean changed(LinkRow row) {
    LinkKey key = row.link().key();
    long before = row.link().version() - 1;
    if (row.foldedName() != null) {
      return cql.decide(CHANGE_NAMED, row.changedValues(key.domain(), row.foldedName(), before))
          .applied();
    }
    return before == 1
        ? cql.decide(CHANGE_FIRST, row.values(key.domain(), key.epoch(), key.number(), CHANGED))
            .applied()
        : cql.decide(
                CHANGE, row.changedValues(key.domain(), key.epoch(), key.number(), CHANGED, before))
            .applied();
  }

  private Outcome became(LinkKey key, long version, Entry entry) {
    Optional<LinkRow> now = settled(key);
    if (now.isEmpty() || now.get().link().version() < version) {
      return now.isEmpty() ? Outcome.NEVER : Outcome.OPEN;
    }
    List<Long> changes = now.get().changes();
    if (changes.contains(entry.position())) {
      return Outcome.HAPPENED;
    }
    boolean isRemembered = now.get().link().version() - version < changes.size();
    return isRemembered ? Outcome.NEVER : Outcome.FORGOTTEN;
  }

  /** What became of a change, as the server has it. */
  enum Outcome {
    HAPPENED,
    NEVER,
    /** Not yet. */
    OPEN,
    /** Too much happened since. */
    FORGOTTEN
  }

  /** Something that happens once at most, however often it is tried. */
  interface Attempt {
    boolean succeeds();
  }

  /** Reads, settled, what became of an attempt. */
  interface Look {
    Outcome outcome();
  }

  /**
   * Tries, and if the answer is no or none, looks. Only after a look that shows that it has not
   * happened it is tried again: the condition is on what that look saw.
   */
  static boolean decided(Attempt attempt, Look look, Entry entry) {
    TerseException unknown = null;
    for (int tries = 0; tries < 3; tries++) {
      try {
        if (attempt.succeeds()) {
          return true;
        }
      } catch (TerseException e) {
        if (!Verdict.isUnknown(e)) {
          throw e;
        }
        unknown = e;
      }
      switch (settledOutcome(look, unknown)) {
        case HAPPENED -> {
          return true;
        }
        case NEVER -> {
          return false;
        }
        case FORGOTTEN -> throw open(unknown, "Too much happened since change " + entry.position());
        case OPEN -> {}
      }
    }
    throw open(unknown, "Change " + entry.position() + " is still under way");
  }

  private static Outcome settledOutcome(Look look, @Nullable TerseException unknown) {
    try {
      return look.outcome();
    } catch (TerseException unreadable) {
      if (unknown != null) {
        unknown.addSuppressed(unreadable);
        throw unknown;
      }
      throw open(unreadable, "What became of a change cannot be read");
    }
  }

  private static TerseException open(@Nullable TerseException cause, String what) {
    return new TerseException(
        terse.fault.Fault.OUTCOME_UNKNOWN,
        what + ": it is not known whether it took effect.",
        cause);
  }
}
