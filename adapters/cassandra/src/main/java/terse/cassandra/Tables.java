package terse.cassandra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables. A row is written either by lightweight transactions alone or plainly alone; which of
 * the two stands beside each.
 */
final class Tables {
  /** The version of what is here; a keyspace with a greater one is refused. */
  static final int VERSION = 1;

  private static final String BODY =
      "name text, folded_name text, target text, owner int, title text, tags frozen<list<text>>,"
          + " status int, created_at bigint, updated_at bigint, expires_at bigint, max_visits int,"
          + " state int,"
          + " version bigint, changes frozen<list<bigint>>";

  private static final Map<String, String> ALL = all();

  private Tables() {}

  /** What creates each table, by its name. */
  static Map<String, String> statements() {
    return ALL;
  }

  /** All tables, for tests that empty them. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    // One row, by lightweight transactions.
    table(all, "meta", "id int, identity text, version int", "id");
    // Generated links under their key: part 0 as made and part 2 the name it goes by, both plainly;
    // part 1, as changed since, by lightweight transactions.
    table(
        all,
        "link",
        "domain int, epoch int, number bigint, part int, " + BODY,
        "(domain, epoch, number), part");
    // Links under a name that somebody or a hash chose, by lightweight transactions.
    table(
        all,
        "name",
        "domain int, folded text, epoch int, number bigint, " + BODY,
        "(domain, folded)");
    // Requests and links to be reused, by lightweight transactions.
    table(
        all,
        "request",
        "owner int, id text, digest text, domain int, epoch int, number bigint, intent blob,"
            + " settled boolean, link_domain int, link_epoch int, link_number bigint",
        "(owner, id)");
    table(
        all,
        "reuse",
        "owner int, domain int, target blob, folded text, epoch int, number bigint, intent blob",
        "(owner, domain, target, folded)");
    // Which links to list, plainly; each is looked at before it is listed.
    all.put(
        "listing",
        "CREATE TABLE IF NOT EXISTS listing (owner int, tag text, day int, created_at bigint,"
            + " domain int, epoch int, number bigint,"
            + " PRIMARY KEY ((owner, tag, day), created_at, domain, epoch, number))"
            + " WITH CLUSTERING ORDER BY"
            + " (created_at DESC, domain DESC, epoch DESC, number DESC)");
    table(all, "listing_day", "owner int, tag text, day int", "(owner, tag), day");
    table(all, "listing_owner", "tag text, day int, owner int", "(tag, day), owner");
    // The feed, by lightweight transactions; what became of its entries, plainly.
    table(
        all,
        "feed",
        "segment bigint, position bigint, head bigint static, first bigint, kind text, domain int,"
            + " epoch int, number bigint, folded text, version bigint, intent blob, written uuid",
        "segment, position");
    table(
        all, "feed_mark", "segment bigint, position bigint, happened boolean", "segment, position");
    table(all, "feed_settled", "id int, position bigint", "id");
    // Nodes by lightweight transactions, the list of them plainly.
    table(all, "node_list", "id int, node text", "id, node");
    table(all, "node", "id text, name text, beat bigint, position bigint, keys bigint", "id");
    // By lightweight transactions.
    table(
        all,
        "number_range",
        "domain int, epoch int, next bigint, sealed boolean, lease uuid",
        "(domain, epoch)");
    table(
        all,
        "granted",
        "id int, kind int, a int, b int, value bigint, at bigint, revision bigint static",
        "id, kind, a, b");
    table(
        all,
        "domain",
        "id int, number int, host text, expiry bigint, schemes frozen<list<text>>,"
            + " revision bigint static",
        "id, number");
    table(
        all,
        "api_key",
        "id int, number int, account int, name text, role text, digest text, created_at bigint,"
            + " revoked_at bigint, revision bigint static",
        "id, number");
    table(
        all,
        "worker",
        "datacenter int, worker int, fence bigint, holder text, expires_at bigint,"
            + " stamped_until bigint",
        "datacenter, worker");
    return all;
  }

  private static void table(Map<String, String> all, String name, String columns, String key) {
    all.put(
        name,
        "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ", PRIMARY KEY (" + key + "))");
  }
}
