package terse.sql;

import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The tables and columns of the migrations, as jOOQ knows them. */
final class Schema {
  private Schema() {}

  private static Table<Record> table(String name) {
    return DSL.table(DSL.name(name));
  }

  private static <T> Field<T> field(Table<?> table, String name, Class<T> type) {
    Name qualified = DSL.name(table.getQualifiedName(), DSL.name(name));
    return DSL.field(qualified, type);
  }

  /** Links by key; a named link's number is unique among its domain's names. */
  static final class Links {
    static final Table<Record> TABLE = table("link");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);
    static final Field<Integer> OWNER = field(TABLE, "owner", Integer.class);
    static final Field<Long> CREATED_AT = field(TABLE, "created_at", Long.class);
    static final Field<Long> UPDATED_AT = field(TABLE, "updated_at", Long.class);
    static final Field<Long> EXPIRES_AT = field(TABLE, "expires_at", Long.class);
    static final Field<Long> VERSION = field(TABLE, "version", Long.class);
    static final Field<Integer> STATE = field(TABLE, "state", Integer.class);
    static final Field<Integer> STATUS = field(TABLE, "status", Integer.class);
    static final Field<String> TARGET = field(TABLE, "target", String.class);
    static final Field<String> NAME = field(TABLE, "name", String.class);
    static final Field<String> FOLDED_NAME = field(TABLE, "folded_name", String.class);
    static final Field<String> TITLE = field(TABLE, "title", String.class);
    static final Field<String> TAGS = field(TABLE, "tags", String.class);
    static final Field<Integer> MAX_VISITS = field(TABLE, "max_visits", Integer.class);
    static final Field<Integer> TAKEN_VISITS = field(TABLE, "taken_visits", Integer.class);
    static final Field<String> LABEL = field(TABLE, "label", String.class);

    private Links() {}
  }

  /** Names by domain and folded form. */
  static final class Names {
    static final Table<Record> TABLE = table("link_name");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<String> FOLDED_NAME = field(TABLE, "folded_name", String.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);

    private Names() {}
  }

  /** Links by tag, owner and time. */
  static final class Tags {
    static final Table<Record> TABLE = table("link_tag");
    static final Field<String> TAG = field(TABLE, "tag", String.class);
    static final Field<Integer> OWNER = field(TABLE, "owner", Integer.class);
    static final Field<Long> CREATED_AT = field(TABLE, "created_at", Long.class);
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);

    private Tags() {}
  }

  /** The reusable link of each (owner, domain, target, name). */
  static final class Reuse {
    static final Table<Record> TABLE = table("reuse");
    static final Field<Integer> OWNER = field(TABLE, "owner", Integer.class);
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<byte[]> TARGET_DIGEST = field(TABLE, "target_digest", byte[].class);
    static final Field<String> FOLDED_NAME = field(TABLE, "folded_name", String.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);

    private Reuse() {}
  }

  /** What requests with an idempotency key led to, in blocks of keys. */
  static final class Requests {
    static final Table<Record> TABLE = table("request");
    static final Field<Long> POSITION = field(TABLE, "position", Long.class);
    static final Field<Integer> OWNER = field(TABLE, "owner", Integer.class);
    static final Field<byte[]> STEM = field(TABLE, "stem", byte[].class);
    static final Field<Integer> BLOCK = field(TABLE, "block", Integer.class);
    static final Field<byte[]> ANSWERS = field(TABLE, "answers", byte[].class);
    static final Field<Long> ANSWERED_AT = field(TABLE, "answered_at", Long.class);

    private Requests() {}
  }

  /** Changes in commit order. */
  static final class Outbox {
    static final Table<Record> TABLE = table("outbox");
    static final Field<Long> POSITION = field(TABLE, "position", Long.class);
    static final Field<Integer> KIND = field(TABLE, "kind", Integer.class);
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);
    static final Field<String> FOLDED_NAME = field(TABLE, "folded_name", String.class);
    static final Field<Long> VERSION = field(TABLE, "version", Long.class);
    static final Field<Long> CREATED_AT = field(TABLE, "created_at", Long.class);

    private Outbox() {}
  }

  /** Visits that nodes may answer, in blocks. */
  static final class Blocks {
    static final Table<Record> TABLE = table("visit_block");
    static final Field<String> HOLDER = field(TABLE, "holder", String.class);
    static final Field<Long> BLOCK = field(TABLE, "block", Long.class);
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NUMBER = field(TABLE, "number", Long.class);
    static final Field<Integer> VISITS = field(TABLE, "visits", Integer.class);
    static final Field<Long> TAKEN_AT = field(TABLE, "taken_at", Long.class);

    private Blocks() {}
  }

  /** How many links there are, as a sum. */
  static final class Count {
    static final Table<Record> TABLE = table("link_count");
    static final Field<Integer> LANE = field(TABLE, "lane", Integer.class);
    static final Field<Long> LINKS = field(TABLE, "links", Long.class);

    private Count() {}
  }

  /** Counters and their first value not granted. */
  static final class Ranges {
    static final Table<Record> TABLE = table("counter_range");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> NEXT = field(TABLE, "next", Long.class);
    static final Field<Integer> SEALED = field(TABLE, "sealed", Integer.class);

    private Ranges() {}
  }

  /** Worker numbers and who holds them. */
  static final class Workers {
    static final Table<Record> TABLE = table("worker_lease");
    static final Field<Integer> WORKER = field(TABLE, "worker", Integer.class);
    static final Field<Long> FENCE = field(TABLE, "fence", Long.class);
    static final Field<String> HOLDER = field(TABLE, "holder", String.class);
    static final Field<Long> EXPIRES_AT = field(TABLE, "expires_at", Long.class);
    static final Field<Long> STAMPED_UNTIL = field(TABLE, "stamped_until", Long.class);

    private Workers() {}
  }

  /** Live nodes. */
  static final class Nodes {
    static final Table<Record> TABLE = table("node");
    static final Field<String> ID = field(TABLE, "id", String.class);
    static final Field<String> NAME = field(TABLE, "name", String.class);
    static final Field<Long> BEAT = field(TABLE, "beat", Long.class);
    static final Field<Long> POSITION = field(TABLE, "position", Long.class);
    static final Field<Long> KEYS = field(TABLE, "keys", Long.class);

    private Nodes() {}
  }

  /** How far counters may be minted from. */
  static final class Granted {
    static final Table<Record> TABLE = table("granted");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> MARK = field(TABLE, "mark", Long.class);
    static final Field<Long> GRANTED_AT = field(TABLE, "granted_at", Long.class);

    private Granted() {}
  }

  /** Key epochs that have begun. */
  static final class Epochs {
    static final Table<Record> TABLE = table("key_epoch");
    static final Field<Integer> EPOCH = field(TABLE, "epoch", Integer.class);
    static final Field<Long> FINGERPRINT = field(TABLE, "fingerprint", Long.class);
    static final Field<Long> BEGUN_AT = field(TABLE, "begun_at", Long.class);

    private Epochs() {}
  }

  /** Domains that let in names of the shape of a code. */
  static final class OpenNames {
    static final Table<Record> TABLE = table("open_names");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);

    private OpenNames() {}
  }

  /** Domains. */
  static final class Domains {
    static final Table<Record> TABLE = table("domain");
    static final Field<Integer> ID = field(TABLE, "id", Integer.class);
    static final Field<String> HOST = field(TABLE, "host", String.class);
    static final Field<Long> DEFAULT_EXPIRY = field(TABLE, "default_expiry", Long.class);

    private Domains() {}
  }

  /** How the codes of each domain are made. */
  static final class Schemes {
    static final Table<Record> TABLE = table("domain_scheme");
    static final Field<Integer> DOMAIN = field(TABLE, "domain", Integer.class);
    static final Field<Integer> NUMBER = field(TABLE, "number", Integer.class);
    static final Field<String> SOURCE = field(TABLE, "source", String.class);
    static final Field<String> ALPHABET = field(TABLE, "alphabet", String.class);
    static final Field<Integer> LENGTH = field(TABLE, "length", Integer.class);
    static final Field<Integer> LONGEST = field(TABLE, "longest", Integer.class);
    static final Field<Integer> FILL = field(TABLE, "fill", Integer.class);
    static final Field<Integer> CHECK_SYMBOL = field(TABLE, "check_symbol", Integer.class);
    static final Field<String> WRONG_CASE = field(TABLE, "wrong_case", String.class);

    private Schemes() {}
  }

  /** How often domains have changed. */
  static final class DomainVersion {
    static final Table<Record> TABLE = table("domain_version");
    static final Field<Long> VERSION = field(TABLE, "version", Long.class);

    private DomainVersion() {}
  }

  /** API keys. */
  static final class Keys {
    static final Table<Record> TABLE = table("api_key");
    static final Field<Integer> ID = field(TABLE, "id", Integer.class);
    static final Field<Integer> ACCOUNT = field(TABLE, "account", Integer.class);
    static final Field<String> NAME = field(TABLE, "name", String.class);
    static final Field<String> ROLE = field(TABLE, "role", String.class);
    static final Field<String> DIGEST = field(TABLE, "digest", String.class);
    static final Field<Long> CREATED_AT = field(TABLE, "created_at", Long.class);
    static final Field<Long> REVOKED_AT = field(TABLE, "revoked_at", Long.class);

    private Keys() {}
  }
}
