package terse.sql;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import terse.sql.Schema.Links;

/** The columns of a link's row, in the order {@link LinkRow} reads and writes them. */
final class LinkColumns {
  static final List<Field<?>> READ =
      List.of(
          Links.DOMAIN,
          Links.EPOCH,
          Links.NUMBER,
          Links.OWNER,
          Links.CREATED_AT,
          Links.UPDATED_AT,
          Links.EXPIRES_AT,
          Links.VERSION,
          Links.STATE,
          Links.STATUS,
          Links.TARGET,
          Links.NAME,
          Links.FOLDED_NAME,
          Links.TITLE,
          Links.TAGS,
          Links.MAX_VISITS);

  static final List<Field<?>> WRITTEN =
      Stream.concat(READ.stream(), Stream.of(Links.LABEL)).toList();

  private LinkColumns() {}
}
