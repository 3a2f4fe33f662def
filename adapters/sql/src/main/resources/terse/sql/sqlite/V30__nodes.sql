-- What an outbox row says: 0 a link changed, 1 a range was granted, 2 there are new secrets, 3 a key
-- epoch began, 4 the domains changed, 5 names of the shape of a code are let onto a domain.
ALTER TABLE outbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;

-- Live nodes. A node that is not here holds no lease.
CREATE TABLE node (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  beat     INTEGER NOT NULL,
  position INTEGER NOT NULL,
  keys     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far counters may be minted from. Raised before a number is minted, never after.
CREATE TABLE granted (
  domain     INTEGER NOT NULL,
  epoch      INTEGER NOT NULL,
  mark       INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (domain, epoch)
) STRICT, WITHOUT ROWID;

INSERT INTO granted (domain, epoch, mark, granted_at)
  SELECT domain, epoch, next, 0 FROM counter_range WHERE epoch > 0;

-- Key epochs that have begun, with the fingerprints of their secrets; codes are minted under the newest.
CREATE TABLE key_epoch (
  epoch       INTEGER PRIMARY KEY,
  fingerprint INTEGER NOT NULL,
  begun_at    INTEGER NOT NULL
) STRICT;

-- Domains on which names of the shape of a generated code may live.
CREATE TABLE open_names (
  domain INTEGER PRIMARY KEY
) STRICT;
