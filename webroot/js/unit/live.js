// The live values of a unit in groups: what somebody looks for, without what only programs need.

import {isStale} from '../freshness.js';
import {field, inquiryOf} from '../labels.js';

/** What is asked at most so seldom shows how the unit is now; by the tables, whatever a configuration has. */
const LIVE_MS = 5000;

/** Where a unit shows how it is where it is seen over the bus of another. */
const OVER_THE_BUS = ['parallel', 'parallel_2'];

/** What is the same once more, for programs: bits and masks that stand in words besides. */
const INNER = /^(raw_|mask_[b-d]$|set_(bits|names)$|bit_count$|reserved)/;

/** What does not show how the unit is now: what it is, what is set, what is of others, and what has a place of its own. */
const ELSEWHERE = /firmware|version$|country|dustproof|configuration_changed|^fan_on|^max_|priority$|^output_mode$|^total_|^exists$|^serial_number$|fault|^work_mode$/;

/** The group of a value, by its key and its unit of measure; the first that fits counts. */
/** @type {[string, (key: string, unit: string) => boolean][]} */
const ABOUT = [
  ['temps', (key, unit) => unit === '°C' || /temp/.test(key)],
  ['grid', (key) => /grid|^line_|ac_input/.test(key)],
  ['battery', (key) => /batt|charg|soc/.test(key) && !/^pv|pv_?\d?_charging/.test(key)],
  ['solar', (key) => /^(pv|mppt|scc|solar|string)|_pv/.test(key)],
  ['output', (key, unit) => /^(ac_|load|output|bus_|total_ac|eps)/.test(key) || unit === 'VA'],
];

export const GROUPS = ['solar', 'battery', 'output', 'grid', 'temps', 'state'];

/**
 * Whether a field is another one once more: the code of a word, the same current in whole amperes; or tells of another one.
 *
 * @param {Record<string, any>} data
 * @param {string} key
 */
export const isTwin = (data, key) =>
  INNER.test(key) || (key.endsWith('_code') && key.slice(0, -5) in data) || (key === 'pv_amps' && data.pv1_input_current != null) || key === 'temp_in_counts';

/**
 * Whether a temperature is in the counts of a converter, and not in degrees.
 *
 * @param {Record<string, any>} data
 * @param {string} key
 */
export const isInCounts = (data, key) => key === 'temp' && data.temp_in_counts === true;

/**
 * @param {string} key
 * @param {string} unit
 */
export const groupOf = (key, unit) => ABOUT.find(([, fits]) => fits(key, unit))?.[0] ?? 'state';

/**
 * The readings that show how a unit is now: by its own cable, or over the bus of another.
 *
 * @param {{about: About, readings: Reading[]}} unit
 */
export function liveOf({about, readings}) {
  const isLive = (/** @type {string} */ cmd) => {
    const row = inquiryOf(about.protocol, cmd)?.row;
    return Boolean(row) && !row?.argument && Number(row?.every_ms) > 0 && Number(row?.every_ms) <= LIVE_MS && cmd !== 'warnings';
  };
  return readings
    .filter(({cmd}) => (about.via ? OVER_THE_BUS.includes(cmd) : isLive(cmd)))
    .sort((a, b) => a.every_ms - b.every_ms || b.cmd.localeCompare(a.cmd));
}

/**
 * Every value that is known of a unit now, in the order of its readings.
 *
 * @param {{about: About, readings: Reading[]}} unit
 * @param {number} now
 */
export function valuesOf(unit, now) {
  const {protocol} = unit.about;
  return liveOf(unit).flatMap((reading) =>
    Object.entries(reading.data)
      .filter(([key, value]) => value !== null && !ELSEWHERE.test(key) && !isTwin(reading.data, key))
      .map(([key, value]) => {
        const of = field(protocol, reading.cmd, key);
        const measured = of?.unit ?? '';
        const inCounts = isInCounts(reading.data, key);
        return {cmd: reading.cmd, key, value, type: of?.type, unit: inCounts ? '' : measured, inCounts, group: groupOf(key, measured), old: isStale(reading, now)};
      }),
  );
}
