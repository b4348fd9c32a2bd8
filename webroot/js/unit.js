// What a unit comes to on the page: its values with their freshness, and how it is.

import {ageOf, isStale} from './freshness.js';
import {named} from './store.js';

/** Mode letters of the unit's own QMOD, and the words of the parallel bus for the same. */
const BUS_MODES = {
  power_on: 'PM',
  standby: 'SB',
  line: 'LN',
  battery: 'BT',
  fault: 'FA',
  power_saving: 'PS',
  shutdown: 'SD',
  charge: 'CH',
  eco: 'EC',
  bypass: 'BY',
};

/** Modes in which the unit is coupled to the grid. */
const ON_GRID = new Set(['LN', 'BY', 'EC', 'CH']);

/** Its keys where its own cable tells them, and where a neighbour on the parallel bus does. */
const OWN = {
  load: 'ac_watt',
  loadVa: 'ac_va',
  loadPercent: 'load_percent',
  volts: 'batt_volt',
  charge: 'batt_charge_amps',
  discharge: 'batt_discharge_amps',
  soc: 'batt_capacity',
  temp: 'temp',
  gridVolts: 'grid_volt',
  feed: 'solar_feed_to_grid_power',
};
const BUS = {
  load: 'ac_output_active_power',
  loadVa: 'ac_output_apparent_power',
  loadPercent: 'load_percent',
  volts: 'battery_voltage',
  charge: 'battery_charging_current',
  discharge: 'battery_discharging_current',
  soc: 'battery_capacity',
  gridVolts: 'grid_voltage',
};

const difference = (a, b) => (a == null && b == null ? null : (a ?? 0) - (b ?? 0));
const product = (a, b) => (a == null || b == null ? null : a * b);

/** The reading with the live values: the unit's own, or the neighbour's where that is younger. */
function live(unit) {
  const own = named(unit, 'status');
  const bus = named(unit, 'parallel');
  return unit.about.via && bus && (!own || bus.born > own.born) ? [bus, BUS] : [own, OWN];
}

function strings(unit, reading, keys) {
  if (keys === BUS) {
    const {pv1_input_voltage: v1, pv1_input_current: a1, pv2_input_voltage: v2, pv2_input_current: a2} = reading.data;
    return [
      {name: 'PV1', watts: product(v1, a1), reading},
      {name: 'PV2', watts: product(v2, a2), reading},
    ].filter((string) => string.watts !== null);
  }
  const first = [{name: 'PV1', watts: reading?.data.pv_watts ?? null, reading}];
  const more = named(unit, 'status_2');
  return first.concat(
    [2, 3]
      .filter((n) => more && more.data[`pv${n}_charging_power`] !== undefined)
      .map((n) => ({name: `PV${n}`, watts: more.data[`pv${n}_charging_power`], reading: more})),
  );
}

function condition(unit, stale) {
  if (unit.about.state === 'offline') {
    return 'offline';
  }
  return stale ? 'stale' : unit.about.state === 'degraded' ? 'degraded' : 'online';
}

function mode(unit, keys, now) {
  const reading = keys === BUS ? named(unit, 'parallel') : named(unit, 'operation_mode');
  const word = keys === BUS ? BUS_MODES[reading?.data.work_mode] : reading?.data.mode;
  return {code: word ?? null, stale: isStale(reading, now)};
}

/** The names of the active faults and warnings, and a fault's code. */
function troubles(unit) {
  const data = named(unit, 'warnings')?.data ?? {};
  return {faults: data.faults ?? [], warnings: data.warnings ?? [], code: data.fault_code ?? null};
}

/** Everything a tile shows. */
export function present(unit, now) {
  const [reading, keys] = live(unit);
  const data = reading?.data ?? {};
  const stale = isStale(reading, now);
  const amps = difference(data[keys.charge], data[keys.discharge]);
  const value = (name) => data[keys[name]] ?? null;
  const pv = strings(unit, reading, keys).map((string) => ({...string, stale: isStale(string.reading, now)}));
  const how = mode(unit, keys, now);
  return {
    id: unit.id,
    about: unit.about,
    tail: unit.about.serial?.slice(-4) ?? null,
    condition: condition(unit, stale),
    told: Boolean(reading),
    stale,
    ageMs: reading ? ageOf(reading, now) : null,
    at: reading?.at ?? null,
    mode: how,
    onGrid: ON_GRID.has(how.code),
    pv,
    pvWatts: pv.some((string) => string.watts !== null)
      ? pv.reduce((sum, string) => sum + (string.watts ?? 0), 0)
      : null,
    load: value('load'),
    loadVa: value('loadVa'),
    loadPercent: value('loadPercent'),
    volts: value('volts'),
    amps,
    batteryWatts: product(amps, value('volts')),
    soc: value('soc'),
    temp: value('temp'),
    tempInCounts: data.temp_in_counts === true,
    gridVolts: value('gridVolts'),
    feed: value('feed'),
    troubles: troubles(unit),
  };
}

/**
 * Each live unit's part of the load of its parallel system, in percent; only where the hub knows
 * which units are one system.
 */
export function shares(units) {
  const counted = units.filter(
    (unit) => unit.about.load_share != null && unit.condition !== 'offline' && !unit.stale && unit.load !== null,
  );
  const sums = new Map();
  counted.forEach(({about, load}) => sums.set(about.system, (sums.get(about.system) ?? 0) + load));
  return new Map(
    counted.map(({id, about, load}) => [id, sums.get(about.system) > 0 ? (100 * load) / sums.get(about.system) : null]),
  );
}
