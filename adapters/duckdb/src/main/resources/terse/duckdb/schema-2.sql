-- Days and months, folded from hours and days; every rollup row names the first hour of its period.
ALTER TABLE link_facet RENAME TO link_hour_facet;
ALTER TABLE account_facet RENAME TO account_hour_facet;

CREATE TABLE link_day (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE link_day_facet (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);
CREATE TABLE account_day (
  hour INTEGER NOT NULL, owner INTEGER,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE account_day_facet (
  hour INTEGER NOT NULL, owner INTEGER,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);

CREATE TABLE link_month (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE link_month_facet (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);
CREATE TABLE account_month (
  hour INTEGER NOT NULL, owner INTEGER,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE account_month_facet (
  hour INTEGER NOT NULL, owner INTEGER,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);

-- Every period of a level (0 hour, 1 day, 2 month) before the mark is folded, except the open ones.
CREATE TABLE mark (level TINYINT NOT NULL, until INTEGER NOT NULL);
INSERT INTO mark SELECT 0, folded_until FROM folding;
INSERT INTO mark VALUES (1, 0), (2, 0);
CREATE TABLE open_period (level TINYINT NOT NULL, period INTEGER NOT NULL);
INSERT INTO open_period SELECT DISTINCT 0, hour FROM open_hour;
DROP TABLE folding;
DROP TABLE open_hour;

-- The first days since 1970 UTC whose raw clicks and whose hours are kept.
CREATE TABLE kept (raw_from INTEGER NOT NULL, hours_from INTEGER NOT NULL);
INSERT INTO kept VALUES (0, 0);

UPDATE schema_version SET version = 2;
