-- Facets: what clicks share. A facet may have several ids: reports group by what it says.
CREATE TABLE place (id INTEGER NOT NULL, country VARCHAR, region VARCHAR, city VARCHAR);
CREATE TABLE agent (id INTEGER NOT NULL, device VARCHAR, browser VARCHAR, os VARCHAR);
CREATE TABLE referrer (id INTEGER NOT NULL, referrer VARCHAR);
CREATE TABLE campaign (
  id INTEGER NOT NULL,
  utm_source VARCHAR, utm_medium VARCHAR, utm_campaign VARCHAR, utm_term VARCHAR, utm_content VARCHAR);
INSERT INTO place (id) VALUES (0);
INSERT INTO agent (id) VALUES (0);
INSERT INTO referrer (id) VALUES (0);
INSERT INTO campaign (id) VALUES (0);

-- Raw clicks, only ever appended. at_ms: milliseconds since 1970 UTC.
CREATE TABLE click (
  at_ms BIGINT NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL,
  owner INTEGER NOT NULL,
  visitor BIGINT NOT NULL, salt INTEGER NOT NULL,
  bot BOOLEAN NOT NULL, tier TINYINT NOT NULL, micros INTEGER NOT NULL,
  place INTEGER NOT NULL, agent INTEGER NOT NULL, referrer INTEGER NOT NULL, campaign INTEGER NOT NULL);

-- How far each journal is taken in.
CREATE TABLE position (node VARCHAR NOT NULL, epoch BIGINT NOT NULL, part INTEGER NOT NULL, reached BIGINT NOT NULL);

-- Rollups, by hour since 1970 UTC. The owner of the row about all accounts is NULL.
CREATE TABLE link_hour (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE link_facet (
  hour INTEGER NOT NULL,
  domain INTEGER NOT NULL, epoch INTEGER NOT NULL, number BIGINT NOT NULL, owner INTEGER NOT NULL,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);
CREATE TABLE account_hour (
  hour INTEGER NOT NULL, owner INTEGER,
  people BIGINT NOT NULL, bots BIGINT NOT NULL,
  first_salt INTEGER NOT NULL, last_salt INTEGER NOT NULL, visitors BLOB NOT NULL);
CREATE TABLE account_facet (
  hour INTEGER NOT NULL, owner INTEGER,
  kind TINYINT NOT NULL, facet INTEGER NOT NULL, people BIGINT NOT NULL);

-- Every hour before folded_until is folded, except those that late clicks have opened again.
CREATE TABLE folding (folded_until INTEGER NOT NULL);
INSERT INTO folding VALUES (0);
CREATE TABLE open_hour (hour INTEGER NOT NULL);

CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (1);
