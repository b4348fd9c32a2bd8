-- Alarms, one row each: times in epoch milliseconds, cleared is NULL while it lasts; evidence and
-- matters are JSON.
CREATE TABLE alarm (
  hub TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  inverter TEXT,
  since BIGINT NOT NULL,
  cleared BIGINT,
  words TEXT NOT NULL,
  evidence TEXT NOT NULL,
  matters TEXT NOT NULL,
  cause TEXT,
  acknowledged_by TEXT,
  PRIMARY KEY (hub, id)
) ${ending};
