-- Worker numbers that time-stamped ids are minted under, and the last millisecond each may have
-- stamped. Rows are never deleted: what was stamped once is never stamped again.

CREATE TABLE worker_lease (
  worker        INTEGER PRIMARY KEY,
  fence         INTEGER NOT NULL,
  holder        TEXT NOT NULL,
  expires_at    INTEGER NOT NULL,
  stamped_until INTEGER NOT NULL
) STRICT;
