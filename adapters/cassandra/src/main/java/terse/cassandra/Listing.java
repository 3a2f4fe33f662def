package terse.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkCursor;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkQuery.Sort;
import terse.link.LinkState;
import terse.memory.MemoryListing;

/**
 * Which links there are, by owner, tag and day of creation. A row is written before the link that
 * it tells of, and removed after it, so that no link is ever missing; each is looked at before it
 * is listed. Pages by time read what they show; the other orders read everything they sort, which
 * is bounded.
 */
final class Listing {
  /** How many links are looked at for one page; a page that finds too few says where to go on. */
  static final int MOST_LOOKED_AT = 2_000;

  /** How many links can be sorted by a text. */
  static final int MOST_SORTED = 10_000;

  /** Stands for all owners. */
  private static final int ANY = 0;

  /** Stands for all links, tagged or not. */
  private static final String ALL = "";

  private static final int CHUNK = 100;
  private static final int MOST_KNOWN_DAYS = 100_000;
  private static final long DAY = 86_400_000L;

  private static final String ADD =
      "INSERT INTO listing (owner, tag, day, created_at, domain, epoch, number)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String REMOVE =
      "DELETE FROM listing WHERE owner = ? AND tag = ? AND day = ? AND created_at = ?"
          + " AND domain = ? AND epoch = ? AND number = ?";
  private static final String ADD_DAY =
      "INSERT INTO listing_day (owner, tag, day) VALUES (?, ?, ?)";
  private static final String ADD_OWNER =
      "INSERT INTO listing_owner (tag, day, owner) VALUES (?, ?, ?)";
  private static final String DAYS = "SELECT day FROM listing_day WHERE owner = ? AND tag = ?";
  private static final String OWNERS = "SELECT owner FROM listing_owner WHERE tag = ? AND day = ?";
  private static final String NEWEST =
      "SELECT created_at, domain, epoch, number FROM listing"
          + " WHERE owner = ? AND tag = ? AND day = ?"
          + " AND (created_at, domain, epoch, number) < (?, ?, ?, ?) LIMIT ?";
  private static final String OLDEST =
      "SELECT created_at, domain, epoch, number FROM listing"
          + " WHERE owner = ? AND tag = ? AND day = ?"
          + " AND (created_at, domain, epoch, number) > (?, ?, ?, ?)"
          + " ORDER BY created_at ASC, domain ASC, epoch ASC, number ASC LIMIT ?";

  private final Cql cql;
  private final Places places;
  private final Together together;
  private final Set<Partition> known = ConcurrentHashMap.newKeySet();

  Listing(Cql cql, Places places, Together together) {
    this.cql = cql;
    this.places = places;
    this.together = together;
  }

  private record Partition(int owner, String tag, int day) {}

  /** A link as its rows have it. */
  private record Place(long createdAt, LinkKey key) {
    static Place read(Row row) {
      return new Place(
          row.getLong("created_at"),
          new LinkKey(row.getInt("domain"), row.getInt("epoch"), row.getLong("number")));
    }
  }

  private static final Comparator<Place> BY_TIME =
      Comparator.comparingLong(Place::createdAt).thenComparing(Place::key);

  /** Tells of links that are about to be there. */
  void add(Collection<Link> links) {
    for (Link link : links) {
      partitions(link, tagsOf(link)).forEach(this::begin);
    }
    if (links.size() == 1) {
      Link link = links.iterator().next();
      if (link.tags().isEmpty()) {
        cql.write(ADD, values(partition(link, ALL), link));
        return;
      }
    }
    together.each(
        inPartitions(links),
        rows -> {
          cql.writeAll(rows);
          return true;
        });
  }

  private List<List<BoundStatement>> inPartitions(Collection<Link> links) {
    java.util.Map<Partition, List<BoundStatement>> all = new java.util.LinkedHashMap<>();
    for (Link link : links) {
      for (Partition partition : partitions(link, tagsOf(link))) {
        all.computeIfAbsent(partition, _ -> new ArrayList<>())
            .add(cql.bound(ADD, values(partition, link)));
      }
    }
    return all.values().stream()
        .flatMap(
            rows ->
                Stream.iterate(0, from -> from < rows.size(), from -> from + CHUNK)
                    .map(from -> rows.subList(from, Math.min(rows.size(), from + CHUNK))))
        .toList();
  }

  /** Tells of tags that a link is about to have. */
  void addTags(Link link, Collection<String> tags) {
    for (Partition partition : partitions(link, tags.stream().map(Listing::ofTag).toList())) {
      begin(partition);
      cql.write(ADD, values(partition, link));
    }
  }

  /** Forgets tags that a link has no more. */
  void removeTags(Link link, Collection<String> tags) {
    partitions(link, tags.stream().map(Listing::ofTag).toList())
        .forEach(partition -> cql.write(REMOVE, values(partition, link)));
  }

  /** Forgets a link, as it was made, that is not there or gone. */
  void remove(Link link) {
    partitions(link, tagsOf(link)).forEach(partition -> cql.write(REMOVE, values(partition, link)));
  }

  /** The first of a day says that there is such a day. */
  private void begin(Partition partition) {
    if (known.contains(partition)) {
      return;
    }
    cql.write(ADD_DAY, partition.owner, partition.tag, partition.day);
    cql.write(ADD_DAY, ANY, partition.tag, partition.day);
    cql.write(ADD_OWNER, partition.tag, partition.day, partition.owner);
    if (known.size() < MOST_KNOWN_DAYS) {
      known.add(partition);
    }
  }

  private static List<String> tagsOf(Link link) {
    return Stream.concat(Stream.of(ALL), link.tags().stream().map(Listing::ofTag)).toList();
  }

  private static String ofTag(String tag) {
    return "#" + tag;
  }

  private static List<Partition> partitions(Link link, List<String> tags) {
    return tags.stream().map(tag -> partition(link, tag)).toList();
  }

  private static Partition partition(Link link, String tag) {
    return new Partition(link.owner(), tag, day(link.createdAt().toEpochMilli()));
  }

  private static int day(long millis) {
    return Math.toIntExact(Math.floorDiv(millis, DAY));
  }

  private static Object[] values(Partition partition, Link link) {
    return new Object[] {
      partition.owner,
      partition.tag,
      partition.day,
      link.createdAt().toEpochMilli(),
      link.key().domain(),
      link.key().epoch(),
      link.key().number()
    };
  }

  LinkPage page(LinkQuery query) {
    @Nullable LinkCursor after =
        query.after() == null ? null : LinkCursor.parse(query.sort(), query.after());
    return switch (query.sort()) {
      case NEWEST -> byTime(query, after, true);
      case OLDEST -> byTime(query, after, false);
      case TITLE, TARGET -> MemoryListing.page(everything(query), query);
    };
  }

  private List<Link> everything(LinkQuery query) {
    Walk walk = new Walk(query, null, true);
    List<Link> all = new ArrayList<>();
    for (List<Place> places = walk.next(500); !places.isEmpty(); places = walk.next(500)) {
      all.addAll(look(places));
      if (all.size() > MOST_SORTED) {
        throw new TerseException(
            Fault.INVALID_REQUEST,
            "More than "
                + MOST_SORTED
                + " links cannot be sorted so on this store. Sort by time, or ask for one owner or"
                + " tag.");
      }
    }
    return all;
  }

  private LinkPage byTime(LinkQuery query, @Nullable LinkCursor after, boolean newestFirst) {
    Place begin = after == null ? null : new Place(Long.parseLong(after.value()), after.key());
    Walk walk = new Walk(query, begin, newestFirst);
    List<Link> found = new ArrayList<>();
    int lookedAt = 0;
    while (true) {
      List<Place> places = walk.next(query.limit() + 1);
      if (places.isEmpty()) {
        return new LinkPage(found, null);
      }
      lookedAt += places.size();
      look(places).stream().filter(MemoryListing.matches(query)).forEach(found::add);
      if (found.size() > query.limit()) {
        List<Link> page = found.subList(0, query.limit());
        return new LinkPage(page, LinkCursor.at(query.sort(), page.getLast()).text());
      }
      if (lookedAt >= MOST_LOOKED_AT && walk.hasMore()) {
        Place last = places.getLast();
        String where = Long.toString(last.createdAt);
        return new LinkPage(found, new LinkCursor(query.sort(), where, last.key).text());
      }
    }
  }

  /** The links at these places that are there, in their order. */
  private List<Link> look(List<Place> all) {
    return together.each(all, place -> places.find(place.key)).stream()
        .flatMap(Optional::stream)
        .map(LinkRow::link)
        .filter(link -> link.state() != LinkState.DELETED)
        .toList();
  }

  /** How many links there are; exact as long as they are few. */
  long count() {
    Walk walk = new Walk(new LinkQuery(null, null, null, null, Sort.NEWEST, null, 1), null, true);
    long count = 0;
    for (List<Place> places = walk.next(500); !places.isEmpty(); places = walk.next(500)) {
      count += count < MOST_SORTED ? look(places).size() : places.size();
    }
    return count;
  }

  /** Goes through places day by day, all owners of a day at once. */
  private final class Walk {
    private final String tag;
    private final @Nullable Integer owner;
    private final boolean newestFirst;
    private final List<Integer> days;
    private int day;
    private @Nullable Place last;

    Walk(LinkQuery query, @Nullable Place begin, boolean newestFirst) {
      this.tag = query.tag() == null ? ALL : ofTag(query.tag());
      this.owner = query.owner();
      this.newestFirst = newestFirst;
      this.last = begin;
      Comparator<Integer> order = Comparator.naturalOrder();
      this.days =
          cql.read(DAYS, owner == null ? ANY : owner, tag).stream()
              .map(row -> row.getInt("day"))
              .filter(each -> begin == null || isAhead(each, day(begin.createdAt)))
              .sorted(newestFirst ? order.reversed() : order)
              .toList();
    }

    private boolean isAhead(int each, int from) {
      return newestFirst ? each <= from : each >= from;
    }

    boolean hasMore() {
      return day < days.size();
    }

    /** The next places, about so many; none at the end. */
    List<Place> next(int about) {
      while (day < days.size()) {
        List<Place> found = ofDay(days.get(day), about);
        if (!found.isEmpty()) {
          last = found.getLast();
          return found;
        }
        day++;
      }
      return List.of();
    }

    private List<Place> ofDay(int each, int limit) {
      Comparator<Place> order = newestFirst ? BY_TIME.reversed() : BY_TIME;
      List<Place> all =
          together.each(owners(each), one -> of(one, each, limit)).stream()
              .flatMap(List::stream)
              .sorted(order)
              .limit(limit)
              .toList();
      return List.copyOf(new LinkedHashSet<>(all));
    }

    private List<Integer> owners(int each) {
      return owner != null
          ? List.of(owner)
          : cql.read(OWNERS, tag, each).stream().map(row -> row.getInt("owner")).toList();
    }

    private List<Place> of(int one, int each, int limit) {
      Place from = last == null ? edge() : last;
      LinkKey key = from.key;
      return cql
          .read(
              newestFirst ? NEWEST : OLDEST,
              one,
              tag,
              each,
              from.createdAt,
              key.domain(),
              key.epoch(),
              key.number(),
              limit)
          .stream()
          .map(Place::read)
          .toList();
    }

    private Place edge() {
      return newestFirst
          ? new Place(
              Long.MAX_VALUE, new LinkKey(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE))
          : new Place(Long.MIN_VALUE, new LinkKey(1, 0, 0));
    }
  }
}
