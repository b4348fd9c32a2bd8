// The four ends of the system's power flow, as the hub's totals have them. Signs: into the battery plus,
// from the grid plus.

const IDLE_WATTS = 10;
const GRID_PRESENT_VOLTS = 50;

/**
 * The total behind each end.
 *
 * @type {Record<EndName, Total>}
 */
export const TOTALS = {pv: 'pv_watts', load: 'ac_watt', battery: 'battery_watts', grid: 'grid_watts'};

/**
 * Whether a live unit is left out of a total: a part of what it has is not known.
 *
 * @param {System | null} system
 * @param {string} id
 * @param {string} key
 */
export const lacks = (system, id, key) => system?.coverage?.[key]?.missing.includes(id) ?? false;

/**
 * How many units a total holds; one that nobody can be counted for holds none.
 *
 * @param {System} system
 * @param {Total} key
 */
function coverage(system, key) {
  const {units} = system;
  if (typeof system[key] !== 'number') {
    return {counted: 0, units, missing: []};
  }
  const less = system.coverage?.[key];
  return {
    counted: less?.counted ?? system.counted,
    units,
    missing: less?.missing ?? system.missing ?? [],
  };
}

/**
 * @param {number | null} watts
 * @param {string} plus
 * @param {string} minus
 */
const direction = (watts, plus, minus) =>
  watts === null ? 'unknown' : watts > IDLE_WATTS ? plus : watts < -IDLE_WATTS ? minus : 'idle';

/**
 * @param {number | null} watts
 * @param {number | null} volts
 */
function gridDirection(watts, volts) {
  const way = direction(watts, 'import', 'export');
  return way !== 'idle' ? way : volts === null ? 'unknown' : volts > GRID_PRESENT_VOLTS ? 'standby' : 'away';
}

/**
 * The ends of the flow, from the totals.
 *
 * @param {System} system
 */
export function flow(system) {
  /** @param {Total} key */
  const value = (key) => system[key] ?? null;
  /** @param {EndName} name */
  const end = (name) => ({
    watts: value(TOTALS[name]),
    estimated: system.calculated?.includes(TOTALS[name]) ?? false,
    coverage: coverage(system, TOTALS[name]),
  });
  return {
    pv: {...end('pv'), direction: direction(value('pv_watts'), 'producing', 'idle')},
    grid: {
      ...end('grid'),
      direction: gridDirection(value('grid_watts'), value('grid_volt')),
      volts: value('grid_volt'),
      hertz: value('grid_freq'),
    },
    battery: {
      ...end('battery'),
      direction: direction(value('battery_watts'), 'charging', 'discharging'),
      soc: value('batt_capacity'),
      volts: value('batt_volt'),
      amps: value('battery_amps'),
      socCoverage: coverage(system, 'batt_capacity'),
    },
    load: {
      ...end('load'),
      direction: direction(value('ac_watt'), 'consuming', 'idle'),
      percent: value('load_percent'),
    },
  };
}
