package terse.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.link.LinkQuery;

/**
 * Which links of a list are looked at.
 *
 * @param search text to find, empty for any
 * @param tag the tag they must have, empty for any
 * @param after the cursor of the page before, empty for the first page
 */
record Filter(String search, String tag, LinkQuery.Sort sort, String after) {
  private static final int PAGE = 25;

  static final Filter ALL = new Filter("", "", LinkQuery.Sort.NEWEST, "");

  static Filter asked(Visit visit) {
    return new Filter(
        visit.asked("q"), visit.asked("tag"), sort(visit.asked("sort")), visit.asked("after"));
  }

  private static LinkQuery.Sort sort(String text) {
    return Stream.of(LinkQuery.Sort.values())
        .filter(sort -> name(sort).equals(text))
        .findFirst()
        .orElse(LinkQuery.Sort.NEWEST);
  }

  private static String name(LinkQuery.Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  LinkQuery query() {
    return new LinkQuery(null, null, orNull(search), orNull(tag), sort, orNull(after), PAGE);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Whether it may leave links out. */
  boolean isNarrow() {
    return !search.isEmpty() || !tag.isEmpty();
  }

  boolean isFirst() {
    return after.isEmpty();
  }

  boolean sorts(String name) {
    return name(sort).equals(name);
  }

  /** The address of the page after a cursor; of the first page if it is empty. */
  String page(String cursor) {
    String sorted = sort == LinkQuery.Sort.NEWEST ? "" : name(sort);
    return href(search, tag, sorted, cursor);
  }

  /** The address of all links with a tag. */
  static String tagged(String tag) {
    return href("", tag, "", "");
  }

  private static String href(String search, String tag, String sort, String after) {
    String query =
        Stream.of(
                parameter("q", search),
                parameter("tag", tag),
                parameter("sort", sort),
                parameter("after", after))
            .filter(parameter -> !parameter.isEmpty())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "/links" : "/links?" + query;
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
