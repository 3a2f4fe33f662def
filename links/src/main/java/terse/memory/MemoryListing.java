package terse.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkCursor;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkState;

/** Filters, sorts and cuts a listing the plain way. */
public final class MemoryListing {
  private MemoryListing() {}

  /** The page of all these links that a query asks for. */
  public static LinkPage page(Collection<Link> all, LinkQuery query) {
    Comparator<LinkCursor> order = order(query.sort());
    LinkCursor after = query.after() == null ? null : LinkCursor.parse(query.sort(), query.after());
    List<Link> found =
        all.stream()
            .filter(matches(query))
            .filter(
                link ->
                    after == null || order.compare(LinkCursor.at(query.sort(), link), after) > 0)
            .sorted(Comparator.comparing(link -> LinkCursor.at(query.sort(), link), order))
            .limit(query.limit() + 1L)
            .toList();
    return found.size() <= query.limit()
        ? new LinkPage(found, null)
        : cut(found.subList(0, query.limit()), query);
  }

  private static LinkPage cut(List<Link> links, LinkQuery query) {
    return new LinkPage(links, LinkCursor.at(query.sort(), links.getLast()).text());
  }

  private static Comparator<LinkCursor> order(LinkQuery.Sort sort) {
    return switch (sort) {
      case OLDEST -> byTime();
      case NEWEST -> byTime().reversed();
      case TITLE, TARGET -> byText();
    };
  }

  private static Comparator<LinkCursor> byTime() {
    return Comparator.comparingLong((LinkCursor cursor) -> Long.parseLong(cursor.value()))
        .thenComparing(LinkCursor::key);
  }

  private static Comparator<LinkCursor> byText() {
    return Comparator.comparing(
            (LinkCursor cursor) -> cursor.value().getBytes(StandardCharsets.UTF_8),
            Arrays::compareUnsigned)
        .thenComparing(LinkCursor::key);
  }

  /** Whether a query's page may hold a link: it is there, and every filter lets it through. */
  public static Predicate<Link> matches(LinkQuery query) {
    return link ->
        link.state() != LinkState.DELETED
            && (query.owner() == null || query.owner() == link.owner())
            && (query.domain() == null || query.domain() == link.key().domain())
            && (query.tag() == null || link.tags().contains(query.tag()))
            && (query.search() == null || mentions(link, query.search()));
  }

  private static boolean mentions(Link link, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(link.target(), orEmpty(link.title()), orEmpty(link.name())),
            link.tags().stream())
        .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
