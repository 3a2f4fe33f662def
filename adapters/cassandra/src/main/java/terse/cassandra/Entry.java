package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.link.FeedEntry;
import terse.link.LinkKey;

/**
 * A row of the log that the feed is read from: what somebody is about to do, written before it is
 * done.
 *
 * @param position where it stands; 0 before it has its place
 * @param number a link's number, a mark or a fingerprint
 * @param version the version a link has afterwards
 * @param intent all that is needed to finish it, null if there is nothing to finish
 */
record Entry(
    long position,
    Kind kind,
    int domain,
    int epoch,
    long number,
    @Nullable String folded,
    long version,
    @Nullable ByteBuffer intent) {

  /** What an entry tells of. Their names are stored and never change. */
  enum Kind {
    /** Nothing: it only fills a segment. */
    NOTHING,
    NAMED,
    EDITED,
    GRANTED,
    KEYS,
    EPOCH,
    DOMAINS,
    OPENED
  }

  static Entry ofLink(Kind kind, Body body) {
    LinkKey key = body.link().key();
    return new Entry(
        0,
        kind,
        key.domain(),
        key.epoch(),
        key.number(),
        body.foldedName(),
        body.link().version(),
        body.bytes());
  }

  static Entry read(Row row) {
    return new Entry(
        row.getLong("position"),
        Kind.valueOf(String.valueOf(row.getString("kind"))),
        row.getInt("domain"),
        row.getInt("epoch"),
        row.getLong("number"),
        row.getString("folded"),
        row.getLong("version"),
        row.getByteBuffer("intent"));
  }

  Entry at(long place) {
    return new Entry(place, kind, domain, epoch, number, folded, version, intent);
  }

  /** Whether it has to be found out what became of it. */
  boolean isOpen() {
    return intent != null;
  }

  Body body() {
    return Body.read(intentOf());
  }

  Rows rows() {
    return Rows.read(intentOf());
  }

  private ByteBuffer intentOf() {
    if (intent == null) {
      throw new IllegalStateException("nothing to finish at " + position);
    }
    return intent;
  }

  /** How many positions it takes; what it says last is at its own. */
  int width() {
    return kind == Kind.EPOCH ? 1 + rows().marks().size() : 1;
  }

  /** What readers are told. */
  List<FeedEntry> told() {
    return switch (kind) {
      case NOTHING -> List.of();
      case NAMED, EDITED ->
          List.of(
              new FeedEntry.LinkChanged(
                  position, new LinkKey(domain, epoch, number), folded, version));
      case GRANTED -> List.of(new FeedEntry.Granted(position, domain, epoch, number));
      case KEYS -> List.of(new FeedEntry.KeysPrepared(position));
      case EPOCH -> begun();
      case DOMAINS -> List.of(new FeedEntry.DomainsChanged(position));
      case OPENED -> List.of(new FeedEntry.NamesOpened(position, domain));
    };
  }

  private List<FeedEntry> begun() {
    List<FeedEntry> all = new ArrayList<>();
    List<Rows.Grant> marks = rows().marks();
    for (int i = 0; i < marks.size(); i++) {
      Rows.Grant mark = marks.get(i);
      all.add(new FeedEntry.Granted(position - marks.size() + i, mark.a(), mark.b(), mark.value()));
    }
    all.add(new FeedEntry.EpochBegun(position, epoch, number));
    return all;
  }
}
