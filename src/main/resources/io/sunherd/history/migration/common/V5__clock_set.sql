-- When the time of day was set, and what was kept by then was moved by so many seconds; moved:
-- how many rows.
CREATE TABLE clock_set (
  id TEXT NOT NULL PRIMARY KEY,
  seconds BIGINT NOT NULL,
  moved BIGINT NOT NULL
) ${ending};
