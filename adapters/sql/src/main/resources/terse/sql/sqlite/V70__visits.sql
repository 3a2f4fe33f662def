-- Links that redirect only so many visits: how many, and how many of them were handed out to nodes. Both are NULL for the
-- others.
ALTER TABLE link ADD COLUMN max_visits INTEGER;
ALTER TABLE link ADD COLUMN taken_visits INTEGER;

-- Visits that were handed out and that their holder, one start of one node, has not yet said the end of.
CREATE TABLE visit_block (
  holder   TEXT NOT NULL,
  block    INTEGER NOT NULL,
  domain   INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  visits   INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (holder, block)
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_block_by_link ON visit_block (domain, epoch, number);
