// The four ends of the system's power flow. Signs: into the battery plus, from the grid plus.

const IDLE_WATTS = 10;
const GRID_PRESENT_VOLTS = 50;

const coverage = (system, key) => {
  const less = system.coverage?.[key];
  return {
    counted: less?.counted ?? system.counted,
    units: system.units,
    missing: less?.missing ?? system.missing ?? [],
  };
};

const direction = (watts, plus, minus) =>
  watts === null ? 'unknown' : watts > IDLE_WATTS ? plus : watts < -IDLE_WATTS ? minus : 'idle';

/**
 * What crosses the grid meter. The inverters measure no grid power: what is fed into the grid they
 * tell; what is drawn from it is what load and battery take beyond the sun, losses left out.
 */
function gridWatts(system, onGrid) {
  if (typeof system.grid_watts === 'number') {
    return {watts: system.grid_watts, estimated: false};
  }
  if (system.solar_feed_to_grid_power > 0) {
    return {watts: -system.solar_feed_to_grid_power, estimated: false};
  }
  if (!onGrid) {
    return {watts: 0, estimated: false};
  }
  const {ac_watt: load, pv_watts: pv, battery_watts: battery} = system;
  return [load, pv, battery].some((part) => typeof part !== 'number')
    ? {watts: null, estimated: true}
    : {watts: Math.max(0, load + battery - pv), estimated: true};
}

/** The ends of the flow, from the totals and whether any unit is coupled to the grid. */
export function flow(system, onGrid) {
  const value = (key) => system[key] ?? null;
  const grid = gridWatts(system, onGrid);
  const gridDirection = direction(grid.watts, 'import', 'export');
  return {
    pv: {
      watts: value('pv_watts'),
      direction: direction(value('pv_watts'), 'producing', 'idle'),
      coverage: coverage(system, 'pv_watts'),
    },
    grid: {
      ...grid,
      direction:
        gridDirection !== 'idle'
          ? gridDirection
          : value('grid_volt') > GRID_PRESENT_VOLTS
            ? 'standby'
            : value('grid_volt') === null
              ? 'unknown'
              : 'away',
      volts: value('grid_volt'),
      hertz: value('grid_freq'),
      coverage: coverage(system, 'grid_volt'),
    },
    battery: {
      watts: value('battery_watts'),
      direction: direction(value('battery_watts'), 'charging', 'discharging'),
      soc: value('batt_capacity'),
      volts: value('batt_volt'),
      amps: value('battery_amps'),
      coverage: coverage(system, 'battery_watts'),
      socCoverage: coverage(system, 'batt_capacity'),
    },
    load: {
      watts: value('ac_watt'),
      direction: direction(value('ac_watt'), 'consuming', 'idle'),
      percent: value('load_percent'),
      coverage: coverage(system, 'ac_watt'),
    },
  };
}
