-- Times are epoch milliseconds. Links are keyed by what never changes and only grows.

CREATE TABLE link (
  domain      INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  owner       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  expires_at  INTEGER,
  version     INTEGER NOT NULL,
  state       INTEGER NOT NULL,
  status      INTEGER NOT NULL,
  target      TEXT NOT NULL,
  name        TEXT,
  folded_name TEXT,
  title       TEXT,
  tags        TEXT,
  label       TEXT,
  PRIMARY KEY (domain, epoch, number)
) STRICT, WITHOUT ROWID;

-- Listings by owner and time. Both grow, so for each owner this index grows at its end.
CREATE INDEX link_by_owner ON link (owner, created_at, domain, epoch, number) WHERE state <> 2;

-- The arbiter of names: a row is never deleted, so a name is never given out again.
CREATE TABLE link_name (
  domain      INTEGER NOT NULL,
  folded_name TEXT NOT NULL,
  number      INTEGER NOT NULL,
  PRIMARY KEY (domain, folded_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE link_tag (
  tag        TEXT NOT NULL,
  owner      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  domain     INTEGER NOT NULL,
  epoch      INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  PRIMARY KEY (tag, owner, created_at, domain, epoch, number)
) STRICT, WITHOUT ROWID;

-- The arbiter of reuse: one link for each of these; the name is empty for generated codes.
CREATE TABLE reuse (
  owner         INTEGER NOT NULL,
  domain        INTEGER NOT NULL,
  target_digest BLOB NOT NULL,
  folded_name   TEXT NOT NULL,
  epoch         INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  PRIMARY KEY (owner, domain, target_digest, folded_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  owner       INTEGER NOT NULL,
  request_key TEXT NOT NULL,
  digest      TEXT NOT NULL,
  domain      INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  UNIQUE (owner, request_key)
) STRICT;

CREATE TABLE outbox (
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  domain      INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  folded_name TEXT,
  version     INTEGER NOT NULL
) STRICT;

-- One row: how many links there are, tombstones aside.
CREATE TABLE link_count (
  links INTEGER NOT NULL
) STRICT;

INSERT INTO link_count (links) VALUES (0);

CREATE TABLE counter_range (
  domain INTEGER NOT NULL,
  epoch  INTEGER NOT NULL,
  next   INTEGER NOT NULL,
  PRIMARY KEY (domain, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE domain (
  id             INTEGER PRIMARY KEY,
  host           TEXT NOT NULL UNIQUE,
  default_expiry INTEGER
) STRICT;

CREATE TABLE api_key (
  id         INTEGER PRIMARY KEY,
  account    INTEGER NOT NULL,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL,
  digest     TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
