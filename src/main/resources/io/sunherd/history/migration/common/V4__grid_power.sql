-- Grid power and a third tracker. None of the rows that were rolled up before has them.
ALTER TABLE sample ADD COLUMN pv3_charging_power INTEGER;
ALTER TABLE sample ADD COLUMN grid_watts INTEGER;
ALTER TABLE rollup ADD COLUMN pv3_charging_power_n INTEGER DEFAULT 0;
ALTER TABLE rollup ADD COLUMN pv3_charging_power_min INTEGER;
ALTER TABLE rollup ADD COLUMN pv3_charging_power_sum BIGINT;
ALTER TABLE rollup ADD COLUMN pv3_charging_power_max INTEGER;
ALTER TABLE rollup ADD COLUMN grid_watts_n INTEGER DEFAULT 0;
ALTER TABLE rollup ADD COLUMN grid_watts_min INTEGER;
ALTER TABLE rollup ADD COLUMN grid_watts_sum BIGINT;
ALTER TABLE rollup ADD COLUMN grid_watts_max INTEGER;
