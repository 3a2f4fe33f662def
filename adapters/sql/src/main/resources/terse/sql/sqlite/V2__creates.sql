-- What requests with an idempotency key led to. A key is a stem and the number it ends in; keys that
-- count up, as those of a bulk request's lines do, share a row: `answers` tells of up to 64 of them.
CREATE TABLE request (
  position    INTEGER PRIMARY KEY,
  owner       INTEGER NOT NULL,
  stem        BLOB NOT NULL,
  block       INTEGER NOT NULL,
  answers     BLOB NOT NULL,
  answered_at INTEGER NOT NULL,
  UNIQUE (owner, stem, block)
) STRICT;

-- Listings of every owner's links by time.
CREATE INDEX link_by_time ON link (created_at) WHERE state <> 2;

-- When a change was told, so that it can be forgotten once nobody is that far behind.
ALTER TABLE outbox ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;

UPDATE outbox SET created_at = CAST(unixepoch('subsec') * 1000 AS INTEGER);
