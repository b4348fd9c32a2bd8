-- Numbers are whole: those that a reading has as decimals are kept in hundredths.

-- What rows are of: an inverter of a hub, by its serial number ('' while that is not known) and the
-- name it goes by. newest: the time of its newest row; its roll-ups are made up to the interval of
-- that one.
CREATE TABLE unit (
  id ${identity},
  hub TEXT NOT NULL,
  serial TEXT NOT NULL,
  name TEXT NOT NULL,
  newest BIGINT,
  UNIQUE (hub, serial, name)
);

-- Values that are words or switches change seldom and come in few combinations: each is kept once,
-- as JSON.
CREATE TABLE state (
  id ${identity},
  words TEXT NOT NULL UNIQUE
);

-- One row an inverter each interval; at: epoch seconds.
CREATE TABLE sample (
  at BIGINT NOT NULL,
  unit INTEGER NOT NULL,
  state INTEGER NOT NULL,
  grid_volt INTEGER,
  grid_freq INTEGER,
  ac_volt INTEGER,
  ac_freq INTEGER,
  ac_va INTEGER,
  ac_watt INTEGER,
  load_percent INTEGER,
  bus_volt INTEGER,
  batt_volt INTEGER,
  batt_charge_amps INTEGER,
  batt_capacity INTEGER,
  temp INTEGER,
  pv_amps INTEGER,
  pv_volts INTEGER,
  batt_volt_scc INTEGER,
  batt_discharge_amps INTEGER,
  pv_watts INTEGER,
  pv1_input_current INTEGER,
  solar_feed_to_grid_power INTEGER,
  pv2_input_current INTEGER,
  pv2_input_voltage INTEGER,
  pv2_charging_power INTEGER,
  battery_amps INTEGER,
  battery_watts INTEGER,
  units INTEGER,
  counted INTEGER,
  PRIMARY KEY (${time_key})
) ${ending};

-- width: 300 or 3600 seconds; at: when the interval began; n: rows in it. Of each number: how many of
-- the rows have it (null: all of them), the lowest, the sum, the highest.
CREATE TABLE rollup (
  unit INTEGER NOT NULL,
  width INTEGER NOT NULL,
  at BIGINT NOT NULL,
  n INTEGER NOT NULL,
  grid_volt_n INTEGER, grid_volt_min INTEGER, grid_volt_sum BIGINT, grid_volt_max INTEGER,
  grid_freq_n INTEGER, grid_freq_min INTEGER, grid_freq_sum BIGINT, grid_freq_max INTEGER,
  ac_volt_n INTEGER, ac_volt_min INTEGER, ac_volt_sum BIGINT, ac_volt_max INTEGER,
  ac_freq_n INTEGER, ac_freq_min INTEGER, ac_freq_sum BIGINT, ac_freq_max INTEGER,
  ac_va_n INTEGER, ac_va_min INTEGER, ac_va_sum BIGINT, ac_va_max INTEGER,
  ac_watt_n INTEGER, ac_watt_min INTEGER, ac_watt_sum BIGINT, ac_watt_max INTEGER,
  load_percent_n INTEGER, load_percent_min INTEGER, load_percent_sum BIGINT, load_percent_max INTEGER,
  bus_volt_n INTEGER, bus_volt_min INTEGER, bus_volt_sum BIGINT, bus_volt_max INTEGER,
  batt_volt_n INTEGER, batt_volt_min INTEGER, batt_volt_sum BIGINT, batt_volt_max INTEGER,
  batt_charge_amps_n INTEGER, batt_charge_amps_min INTEGER, batt_charge_amps_sum BIGINT, batt_charge_amps_max INTEGER,
  batt_capacity_n INTEGER, batt_capacity_min INTEGER, batt_capacity_sum BIGINT, batt_capacity_max INTEGER,
  temp_n INTEGER, temp_min INTEGER, temp_sum BIGINT, temp_max INTEGER,
  pv_amps_n INTEGER, pv_amps_min INTEGER, pv_amps_sum BIGINT, pv_amps_max INTEGER,
  pv_volts_n INTEGER, pv_volts_min INTEGER, pv_volts_sum BIGINT, pv_volts_max INTEGER,
  batt_volt_scc_n INTEGER, batt_volt_scc_min INTEGER, batt_volt_scc_sum BIGINT, batt_volt_scc_max INTEGER,
  batt_discharge_amps_n INTEGER, batt_discharge_amps_min INTEGER, batt_discharge_amps_sum BIGINT, batt_discharge_amps_max INTEGER,
  pv_watts_n INTEGER, pv_watts_min INTEGER, pv_watts_sum BIGINT, pv_watts_max INTEGER,
  pv1_input_current_n INTEGER, pv1_input_current_min INTEGER, pv1_input_current_sum BIGINT, pv1_input_current_max INTEGER,
  solar_feed_to_grid_power_n INTEGER, solar_feed_to_grid_power_min INTEGER, solar_feed_to_grid_power_sum BIGINT, solar_feed_to_grid_power_max INTEGER,
  pv2_input_current_n INTEGER, pv2_input_current_min INTEGER, pv2_input_current_sum BIGINT, pv2_input_current_max INTEGER,
  pv2_input_voltage_n INTEGER, pv2_input_voltage_min INTEGER, pv2_input_voltage_sum BIGINT, pv2_input_voltage_max INTEGER,
  pv2_charging_power_n INTEGER, pv2_charging_power_min INTEGER, pv2_charging_power_sum BIGINT, pv2_charging_power_max INTEGER,
  battery_amps_n INTEGER, battery_amps_min INTEGER, battery_amps_sum BIGINT, battery_amps_max INTEGER,
  battery_watts_n INTEGER, battery_watts_min INTEGER, battery_watts_sum BIGINT, battery_watts_max INTEGER,
  units_n INTEGER, units_min INTEGER, units_sum BIGINT, units_max INTEGER,
  counted_n INTEGER, counted_min INTEGER, counted_sum BIGINT, counted_max INTEGER,
  PRIMARY KEY (unit, width, at)
) ${ending};

-- Energy of a quarter of an hour that began at that time, in mWh, and how many milliseconds of it
-- are accounted for.
CREATE TABLE energy (
  at BIGINT NOT NULL,
  unit INTEGER NOT NULL,
  pv BIGINT, pv_ms INTEGER,
  load BIGINT, load_ms INTEGER,
  battery_in BIGINT, battery_in_ms INTEGER,
  battery_out BIGINT, battery_out_ms INTEGER,
  grid_out BIGINT, grid_out_ms INTEGER,
  PRIMARY KEY (${time_key})
) ${ending};

-- The inverter's own energy counters, by the inquiry they answer (QET, QED20261124): the last value
-- in Wh that was read in a quarter of an hour.
CREATE TABLE counter (
  at BIGINT NOT NULL,
  unit INTEGER NOT NULL,
  inquiry TEXT NOT NULL,
  wh BIGINT NOT NULL,
  PRIMARY KEY (${time_key}, inquiry)
) ${ending};
