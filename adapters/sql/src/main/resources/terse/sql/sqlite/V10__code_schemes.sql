-- How the codes of a domain are made: its newest scheme mints, and every code keeps its own. 
CREATE TABLE domain_scheme (
  domain       INTEGER NOT NULL,
  number       INTEGER NOT NULL,
  source       TEXT NOT NULL,
  alphabet     TEXT NOT NULL,
  length       INTEGER NOT NULL,
  longest      INTEGER NOT NULL,
  fill         INTEGER NOT NULL,
  check_symbol INTEGER NOT NULL,
  wrong_case   TEXT NOT NULL,
  PRIMARY KEY (domain, number)
) STRICT, WITHOUT ROWID;

INSERT INTO domain_scheme (domain, number, source, alphabet, length, longest, fill, check_symbol, wrong_case)
SELECT id, 0, 'PERMUTED', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 7, 7, 100, 0, 'REFUSE'
FROM domain;

-- One row: how often domains have changed.
CREATE TABLE domain_version (
  version INTEGER NOT NULL
) STRICT;

INSERT INTO domain_version (version) VALUES (0);

-- A sealed counter grants nothing more.
ALTER TABLE counter_range ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
