-- Links that redirect only so many visits: how many, and how many of them were handed out to nodes. Both are NULL for the
-- others.
ALTER TABLE link ADD COLUMN max_visits integer, ADD COLUMN taken_visits integer;

-- Visits that were handed out and that their holder, one start of one node, has not yet said the end of.
CREATE TABLE visit_block (
  block    bigint NOT NULL,
  number   bigint NOT NULL,
  taken_at bigint NOT NULL,
  domain   integer NOT NULL,
  epoch    integer NOT NULL,
  visits   integer NOT NULL,
  holder   text COLLATE "C" NOT NULL,
  PRIMARY KEY (holder, block)
);

CREATE INDEX visit_block_by_link ON visit_block (domain, epoch, number);
