-- A name leads to a link of any epoch: 0 for names that people chose, that of the scheme for texts
-- that were minted.

ALTER TABLE link_name ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
