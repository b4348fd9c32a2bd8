-- Energy from the grid; grid_in_calculated_ms: of the time that it covers, how much it was worked out
-- for from load, battery and panels.
ALTER TABLE energy ADD COLUMN grid_in BIGINT;
ALTER TABLE energy ADD COLUMN grid_in_ms INTEGER;
ALTER TABLE energy ADD COLUMN grid_in_calculated_ms INTEGER;

-- Each hub works it out once of the rows it has kept so far, the newest first: those before at are
-- still to be done.
CREATE TABLE grid_in_past (
  hub TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
) ${ending};
