package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/**
 * A link as a row holds it.
 *
 * @param changes positions in the feed of its latest changes, the newest last
 */
record LinkRow(Link link, @Nullable String foldedName, List<Long> changes) {
  /** The columns besides the key, in the order of {@link #values}. */
  static final String COLUMNS =
      "name, folded_name, target, owner, title, tags, status, created_at, updated_at, expires_at,"
          + " max_visits, state, version, changes";

  static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

  /** What an edit sets, in the order of {@link #changedValues}. */
  static final String CHANGES =
      "target = ?, title = ?, tags = ?, status = ?, updated_at = ?, expires_at = ?,"
          + " max_visits = ?, state = ?, version = ?, changes = ?";

  /** As many changes as can be told apart later. */
  private static final int REMEMBERED = 8;

  static LinkRow read(LinkKey key, Row row) {
    Link link =
        new Link(
            key,
            row.getString("name"),
            text(row, "target"),
            row.getInt("owner"),
            row.getString("title"),
            tags(row),
            row.getInt("status"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("updated_at")),
            row.isNull("expires_at") ? null : Instant.ofEpochMilli(row.getLong("expires_at")),
            row.isNull("max_visits") ? null : row.getInt("max_visits"),
            state(row.getInt("state")),
            row.getLong("version"));
    return new LinkRow(link, row.getString("folded_name"), changes(row));
  }

  static List<Long> changes(Row row) {
    List<Long> changes = row.getList("changes", Long.class);
    return changes == null ? List.of() : List.copyOf(changes);
  }

  private static List<String> tags(Row row) {
    List<String> tags = row.getList("tags", String.class);
    return tags == null ? List.of() : List.copyOf(tags);
  }

  private static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Nullable Object[] values(@Nullable Object... before) {
    List<@Nullable Object> all = new ArrayList<>(List.of());
    for (Object value : before) {
      all.add(value);
    }
    all.add(link.name());
    all.add(foldedName);
    all.add(link.target());
    all.add(link.owner());
    all.add(link.title());
    all.add(link.tags().isEmpty() ? null : link.tags());
    all.add(link.status());
    all.add(link.createdAt().toEpochMilli());
    all.add(link.updatedAt().toEpochMilli());
    all.add(millis(link.expiresAt()));
    all.add(link.maxVisits());
    all.add(number(link.state()));
    all.add(link.version());
    all.add(changes.isEmpty() ? null : changes);
    return all.toArray();
  }

  @Nullable Object[] changedValues(@Nullable Object... after) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(link.target());
    all.add(link.title());
    all.add(link.tags().isEmpty() ? null : link.tags());
    all.add(link.status());
    all.add(link.updatedAt().toEpochMilli());
    all.add(millis(link.expiresAt()));
    all.add(link.maxVisits());
    all.add(number(link.state()));
    all.add(link.version());
    all.add(changes);
    for (Object value : after) {
      all.add(value);
    }
    return all.toArray();
  }

  /** The changes with one more, without those that nobody needs to tell apart any more. */
  static List<Long> and(List<Long> earlier, long position) {
    List<Long> all = new ArrayList<>(earlier);
    all.add(position);
    return List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  /** The number that stands for a state; never changes. */
  static int number(LinkState state) {
    return switch (state) {
      case ACTIVE -> 0;
      case DISABLED -> 1;
      case DELETED -> 2;
    };
  }

  static LinkState state(int number) {
    return switch (number) {
      case 0 -> LinkState.ACTIVE;
      case 1 -> LinkState.DISABLED;
      case 2 -> LinkState.DELETED;
      default -> throw new IllegalArgumentException("no state of a link: " + number);
    };
  }
}
