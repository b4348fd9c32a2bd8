// Warnings and faults through their life: active, acknowledged, past. This browser keeps them.

import {recall, remember} from './prefs.js';

const MOST_PAST = 100;
const STORE = 'alarms';

/** @returns {Alarms} */
export function createAlarms() {
  const kept = recall(STORE, {});
  return {
    active: new Map((kept.active ?? []).map((/** @type {Alarm} */ alarm) => [alarm.key, alarm])),
    past: kept.past ?? [],
  };
}

/** @param {Alarms} alarms */
function keep(alarms) {
  remember(STORE, {active: [...alarms.active.values()], past: alarms.past});
}

/**
 * Says what is wrong with a unit now; what was wrong before and is not any more is past.
 *
 * @param {Alarms} alarms
 * @param {string} unit
 * @param {string} source what the names come from: a reading that is heard of again settles its own only
 * @param {Trouble[]} current
 * @param {string} at when the hub heard of it (ISO-8601)
 */
export function settle(alarms, unit, source, current, at) {
  const names = new Set(current.map((alarm) => alarm.name));
  let changed = false;
  for (const alarm of current) {
    const key = `${unit} ${source} ${alarm.name}`;
    if (!alarms.active.has(key)) {
      alarms.active.set(key, {key, unit, source, since: at, acknowledged: null, ...alarm});
      changed = true;
    }
  }
  for (const [key, alarm] of alarms.active) {
    if (alarm.unit === unit && alarm.source === source && !names.has(alarm.name)) {
      alarms.active.delete(key);
      alarms.past = [{...alarm, until: at}, ...alarms.past].slice(0, MOST_PAST);
      changed = true;
    }
  }
  if (changed) {
    keep(alarms);
  }
  return changed;
}

/**
 * Lets go of alarms of units that are not there any more.
 *
 * @param {Alarms} alarms
 * @param {Set<string>} units
 */
export function forgetOthers(alarms, units) {
  const gone = [...alarms.active.values()].filter(({unit}) => !units.has(unit));
  if (gone.length) {
    gone.forEach(({key}) => alarms.active.delete(key));
    keep(alarms);
  }
}

/**
 * @param {Alarms} alarms
 * @param {string} key
 * @param {string} at
 */
export function acknowledge(alarms, key, at) {
  const alarm = alarms.active.get(key);
  if (alarm) {
    alarms.active.set(key, {...alarm, acknowledged: at});
    keep(alarms);
  }
}

/** @param {Alarms} alarms */
export function clearPast(alarms) {
  alarms.past = [];
  keep(alarms);
}

/**
 * The alarms that a reading of the warnings stands for.
 *
 * @param {Data} data
 * @returns {Trouble[]}
 */
export function fromWarnings(data) {
  const code = data.fault_code ?? null;
  /** @type {{faults?: string[], warnings?: string[]}} */
  const {faults, warnings} = data;
  return [
    ...(faults ?? []).map((name) => /** @type {Trouble} */ ({name, severity: 'fault', code})),
    ...(warnings ?? []).map((name) => /** @type {Trouble} */ ({name, severity: 'warning', code: null})),
  ];
}
