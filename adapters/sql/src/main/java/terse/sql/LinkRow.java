package terse.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkKey;

/**
 * A link as its row holds it.
 *
 * @param link the link
 * @param foldedName the folded form of its name, null if it has none
 */
record LinkRow(Link link, @Nullable String foldedName) {
  private static final String TAG_SEPARATOR = "\n";

  /** Reads {@link LinkColumns#READ}. */
  static LinkRow read(ResultSet row) throws SQLException {
    Link link =
        new Link(
            new LinkKey(row.getInt(1), row.getInt(2), row.getLong(3)),
            row.getString(12),
            row.getString(11),
            row.getInt(4),
            row.getString(14),
            tags(row.getString(15)),
            row.getInt(10),
            Instant.ofEpochMilli(row.getLong(5)),
            Instant.ofEpochMilli(row.getLong(6)),
            instant(row, 7),
            number(row, 16),
            StateNumber.read(row.getInt(9)),
            row.getLong(8));
    return new LinkRow(link, row.getString(13));
  }

  /** The values of {@link LinkColumns#WRITTEN}. */
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      link.key().domain(),
      link.key().epoch(),
      link.key().number(),
      link.owner(),
      link.createdAt().toEpochMilli(),
      link.updatedAt().toEpochMilli(),
      millis(link.expiresAt()),
      link.version(),
      StateNumber.of(link.state()),
      link.status(),
      link.target(),
      link.name(),
      foldedName,
      link.title(),
      tags(link.tags()),
      link.maxVisits(),
      label(link)
    };
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Integer number(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  static @Nullable String tags(List<String> tags) {
    return tags.isEmpty() ? null : String.join(TAG_SEPARATOR, tags);
  }

  /**
   * What a search looks into besides the target: name, title and tags in lower case, since SQLite
   * knows the letter case of ASCII only. Null if there is none of them.
   */
  static @Nullable String label(Link link) {
    if (link.name() == null && link.title() == null && link.tags().isEmpty()) {
      return null;
    }
    StringBuilder label = new StringBuilder();
    append(label, link.name());
    append(label, link.title());
    append(label, tags(link.tags()));
    return label.toString().toLowerCase(Locale.ROOT);
  }

  private static void append(StringBuilder label, @Nullable String part) {
    if (part != null) {
      label.append(part).append(TAG_SEPARATOR);
    }
  }

  private static List<String> tags(@Nullable String tags) {
    return tags == null ? List.of() : List.of(tags.split(TAG_SEPARATOR, -1));
  }
}
