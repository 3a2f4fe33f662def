-- Times are epoch milliseconds. Text is compared by its bytes. Links are keyed by what never changes and only grows.

CREATE TABLE link (
  number      bigint NOT NULL,
  created_at  bigint NOT NULL,
  updated_at  bigint NOT NULL,
  expires_at  bigint,
  version     bigint NOT NULL,
  domain      integer NOT NULL,
  epoch       integer NOT NULL,
  owner       integer NOT NULL,
  state       smallint NOT NULL,
  status      smallint NOT NULL,
  target      text COLLATE "C" NOT NULL,
  name        text COLLATE "C",
  folded_name text COLLATE "C",
  title       text COLLATE "C",
  tags        text COLLATE "C",
  label       text COLLATE "C",
  PRIMARY KEY (domain, epoch, number)
);

-- Listings by owner and time, and of every owner by time.
CREATE INDEX link_by_owner ON link (owner, created_at, domain, epoch, number) WHERE state <> 2;
CREATE INDEX link_by_time ON link (created_at) WHERE state <> 2;

-- The arbiter of names: a row is never deleted, so a name is never given out again. It leads to a link of any epoch: 0
-- for names that people chose, that of the scheme for texts that were minted.
CREATE TABLE link_name (
  number      bigint NOT NULL,
  domain      integer NOT NULL,
  epoch       integer NOT NULL DEFAULT 0,
  folded_name text COLLATE "C" NOT NULL,
  PRIMARY KEY (domain, folded_name)
);

CREATE TABLE link_tag (
  created_at bigint NOT NULL,
  number     bigint NOT NULL,
  owner      integer NOT NULL,
  domain     integer NOT NULL,
  epoch      integer NOT NULL,
  tag        text COLLATE "C" NOT NULL,
  PRIMARY KEY (tag, owner, created_at, domain, epoch, number)
);

-- The arbiter of reuse: one link for each of these; the name is empty for generated codes.
CREATE TABLE reuse (
  number        bigint NOT NULL,
  owner         integer NOT NULL,
  domain        integer NOT NULL,
  epoch         integer NOT NULL,
  target_digest bytea NOT NULL,
  folded_name   text COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, domain, target_digest, folded_name)
);

-- What requests with an idempotency key led to. A key is a stem and the number it ends in; keys that count up, as those of
-- a bulk request's lines do, share a row: `answers` tells of up to 64 of them.
CREATE TABLE request (
  position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  answered_at bigint NOT NULL,
  owner       integer NOT NULL,
  block       integer NOT NULL,
  stem        bytea NOT NULL,
  answers     bytea NOT NULL,
  UNIQUE (owner, stem, block)
);

-- Changes in commit order. What a row says: 0 a link changed, 1 a range was granted, 2 there are new secrets, 3 a key epoch
-- began, 4 the domains changed, 5 names of the shape of a code are let onto a domain.
CREATE TABLE outbox (
  position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number      bigint NOT NULL,
  version     bigint NOT NULL,
  created_at  bigint NOT NULL DEFAULT 0,
  kind        integer NOT NULL DEFAULT 0,
  domain      integer NOT NULL,
  epoch       integer NOT NULL,
  folded_name text COLLATE "C"
);

-- Whoever takes a position holds this lock until it has committed: who has read one will find none below it later.
CREATE FUNCTION outbox_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(TG_RELID::bigint);
  RETURN NULL;
END $$;

CREATE TRIGGER outbox_in_commit_order BEFORE INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION outbox_lock();

-- How many links there are, tombstones aside, is the sum of these rows; writers at once add to different ones.
CREATE TABLE link_count (
  links bigint NOT NULL,
  lane  integer NOT NULL DEFAULT 0
);

INSERT INTO link_count (links, lane) SELECT 0, lane FROM generate_series(0, 15) AS lane;

-- A sealed counter grants nothing more.
CREATE TABLE counter_range (
  next   bigint NOT NULL,
  domain integer NOT NULL,
  epoch  integer NOT NULL,
  sealed integer NOT NULL DEFAULT 0,
  PRIMARY KEY (domain, epoch)
);

-- Worker numbers that time-stamped ids are minted under, and the last millisecond each may have stamped. Rows are never
-- deleted: what was stamped once is never stamped again.
CREATE TABLE worker_lease (
  fence         bigint NOT NULL,
  expires_at    bigint NOT NULL,
  stamped_until bigint NOT NULL,
  worker        integer PRIMARY KEY,
  holder        text COLLATE "C" NOT NULL
);

CREATE TABLE domain (
  id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host           text COLLATE "C" NOT NULL UNIQUE,
  default_expiry bigint
);

-- How the codes of a domain are made: its newest scheme mints, and every code keeps its own.
CREATE TABLE domain_scheme (
  domain       integer NOT NULL,
  number       integer NOT NULL,
  source       text COLLATE "C" NOT NULL,
  alphabet     text COLLATE "C" NOT NULL,
  length       integer NOT NULL,
  longest      integer NOT NULL,
  fill         integer NOT NULL,
  check_symbol integer NOT NULL,
  wrong_case   text COLLATE "C" NOT NULL,
  PRIMARY KEY (domain, number)
);

-- One row: how often domains have changed.
CREATE TABLE domain_version (
  version bigint NOT NULL
);

INSERT INTO domain_version (version) VALUES (0);

CREATE TABLE api_key (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account    integer NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint,
  name       text COLLATE "C" NOT NULL,
  role       text COLLATE "C" NOT NULL,
  digest     text COLLATE "C" NOT NULL UNIQUE
);

-- Live nodes. A node that is not here holds no lease.
CREATE TABLE node (
  beat     bigint NOT NULL,
  position bigint NOT NULL,
  keys     bigint NOT NULL,
  id       text COLLATE "C" PRIMARY KEY,
  name     text COLLATE "C" NOT NULL
);

-- How far counters may be minted from. Raised before a number is minted, never after.
CREATE TABLE granted (
  mark       bigint NOT NULL,
  granted_at bigint NOT NULL,
  domain     integer NOT NULL,
  epoch      integer NOT NULL,
  PRIMARY KEY (domain, epoch)
);

-- Key epochs that have begun, with the fingerprints of their secrets; codes are minted under the newest.
CREATE TABLE key_epoch (
  fingerprint bigint NOT NULL,
  begun_at    bigint NOT NULL,
  epoch       integer PRIMARY KEY
);

-- Domains on which names of the shape of a generated code may live.
CREATE TABLE open_names (
  domain integer PRIMARY KEY
);
