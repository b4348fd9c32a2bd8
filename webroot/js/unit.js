// What a unit comes to on the page: its values with their freshness, and how it is.

import {lacks} from './overview/flow.js';
import {ageOf, isStale} from './freshness.js';
import {partsOf} from './labels.js';
import {named} from './store.js';

/**
 * Mode letters of the unit's own QMOD, and the words of the parallel bus for the same.
 *
 * @type {Record<string, string>}
 */
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
  hybrid: 'hybrid',
};

/**
 * The mode that a word of a parallel bus stands for.
 *
 * @param {string} word
 * @returns {string | undefined}
 */
export const modeOf = (word) => BUS_MODES[word];

/**
 * Its keys where its own cable tells them, and where a neighbour on the parallel bus does.
 *
 * @type {Keys}
 */
const OWN = {
  load: 'ac_watt',
  loadPercent: 'load_percent',
  volts: 'batt_volt',
  charge: 'batt_charge_amps',
  discharge: 'batt_discharge_amps',
  soc: 'batt_capacity',
  temp: 'temp',
  gridVolts: 'grid_volt',
};
/** @type {Keys} */
const BUS = {
  load: 'ac_output_active_power',
  loadPercent: 'load_percent',
  volts: 'battery_voltage',
  charge: 'battery_charging_current',
  discharge: 'battery_discharging_current',
  soc: 'battery_capacity',
  gridVolts: 'grid_voltage',
};

/**
 * @param {Known} a
 * @param {Known} b
 */
const difference = (a, b) => (a == null || b == null ? null : a - b);
/**
 * @param {Known} a
 * @param {Known} b
 */
const product = (a, b) => (a == null || b == null ? null : a * b);

/**
 * The reading with the live values: the unit's own, or the neighbour's where that is younger.
 *
 * @param {Unit} unit
 * @returns {[Reading | undefined, Keys]}
 */
function live(unit) {
  const own = named(unit, 'status');
  const bus = named(unit, 'parallel');
  return unit.about.via && bus && (!own || bus.born > own.born) ? [bus, BUS] : [own, OWN];
}

/**
 * What is held of the parts that the tables say a unit has of a total: each with its name (PV2), its
 * watts and the reading it is from. Of those that not every unit has, only what is told.
 *
 * @param {Unit} unit
 * @param {string} total
 * @param {Keys} keys
 */
function parts(unit, total, keys) {
  return partsOf(unit.about.protocol, total, keys === BUS)
    .map(([cmd, field]) => ({field, reading: named(unit, cmd)}))
    .flatMap(({field, reading}) => (reading && field.key in reading.data ? [{field, reading}] : []))
    .map(({field, reading}) => ({
      name: field.title.match(/^PV\d*/)?.[0] ?? field.title,
      watts: reading.data[field.key],
      fitted: !field.if_fitted || reading.data[field.key] !== null,
      reading,
    }))
    .filter(({fitted}) => fitted);
}

/**
 * The sum of parts; null where one of them is not known.
 *
 * @param {Part[]} some
 * @returns {number | null}
 */
const sum = (some) =>
  some.length > 0 && some.every(({watts}) => watts !== null) ? some.reduce((all, {watts}) => all + (watts ?? 0), 0) : null;

/**
 * @param {Unit} unit
 * @param {boolean} stale
 */
function condition(unit, stale) {
  if (unit.about.state === 'offline') {
    return 'offline';
  }
  return stale ? 'stale' : unit.about.state === 'degraded' ? 'degraded' : 'online';
}

/**
 * @param {Unit} unit
 * @param {Keys} keys
 * @param {number} now
 */
function mode(unit, keys, now) {
  const reading = keys === BUS ? named(unit, 'parallel') : named(unit, 'operation_mode');
  const word = keys === BUS ? modeOf(reading?.data.work_mode) : reading?.data.mode;
  return {code: word ?? null, stale: isStale(reading, now)};
}

/**
 * The names of the active faults and warnings, and a fault's code; of a unit that is seen over the bus as that tells.
 *
 * @param {Unit} unit
 * @param {Keys} keys
 * @returns {{faults: string[], warnings: string[], code: string | number | null}}
 */
function troubles(unit, keys) {
  const data = named(unit, keys === BUS ? 'parallel' : 'warnings')?.data ?? {};
  return {faults: data.faults ?? [], warnings: data.warnings ?? [], code: data.fault_code ?? null};
}

/**
 * Everything a tile shows. The hub's totals say of which unit not all is known.
 *
 * @param {Unit} unit
 * @param {number} now
 * @param {System | null} system
 */
export function present(unit, now, system) {
  const [reading, keys] = live(unit);
  const data = reading?.data ?? {};
  const stale = isStale(reading, now);
  const amps = difference(data[keys.charge], data[keys.discharge]);
  /**
   * @param {keyof Keys} name
   * @returns {number | null}
   */
  const value = (name) => data[keys[name] ?? ''] ?? null;
  const pv = parts(unit, 'pv_watts', keys).map((string) => ({...string, stale: isStale(string.reading, now)}));
  const legs = parts(unit, 'ac_watt', keys);
  const how = condition(unit, stale);
  const isLive = how === 'online' || how === 'degraded';
  /**
   * @param {string} total
   * @param {Part[]} some
   */
  const whole = (total, some) => (isLive && lacks(system, unit.id, total) ? null : sum(some));
  return {
    id: unit.id,
    about: unit.about,
    tail: unit.about.serial?.slice(-4) ?? null,
    condition: how,
    told: Boolean(reading),
    stale,
    ageMs: reading ? ageOf(reading, now) : null,
    at: reading?.at ?? null,
    mode: mode(unit, keys, now),
    pv: pv.length > 0 ? pv : [{name: 'PV', watts: null, stale: false}],
    pvWatts: whole('pv_watts', pv),
    load: whole('ac_watt', legs.length > 0 ? legs : [{watts: value('load')}]),
    loadPercent: value('loadPercent'),
    volts: value('volts'),
    amps,
    batteryWatts: product(amps, value('volts')),
    soc: value('soc'),
    temp: value('temp'),
    tempInCounts: data.temp_in_counts === true,
    gridVolts: value('gridVolts'),
    gridWatts: typeof data.grid_watts === 'number' ? data.grid_watts : null,
    troubles: troubles(unit, keys),
  };
}
