// The live values of a unit in groups: what somebody looks for, without what only programs need. The
// tables say of each field what it tells of, and whether another one tells the same better.

import {isStale} from '../freshness.js';
import {field, inquiryOf} from '../labels.js';

/** What stands on the page, in this order; the rest has a place of its own, or does not show how the unit is now. */
export const GROUPS = ['solar', 'battery', 'output', 'grid', 'temperature', 'state'];

/**
 * Whether another field of the reading tells the same better; a word that says only that a code has none does not.
 *
 * @param {Record<string, any>} data
 * @param {Field | undefined} of
 * @param {Field | undefined} [better] the one that tells it better, if it does
 */
export function isTwin(data, of, better) {
  const told = of?.twin_of ? data[of.twin_of] : null;
  return told !== null && told !== undefined && !(better?.type === 'choice' && isWithoutWord(better.meanings ?? {}, String(told), String(data[of?.key ?? ''])));
}

/**
 * @param {Record<string, string>} meanings
 * @param {string} told
 * @param {string} code
 */
const isWithoutWord = (meanings, told, code) => !Object.values(meanings).includes(told) && !(code in meanings);

/**
 * The same of a reading's value by its key.
 *
 * @param {DialectId} protocol
 * @param {Reading} reading
 * @param {string} key
 */
export function isToldBetter(protocol, {cmd, data}, key) {
  const of = field(protocol, cmd, key);
  return isTwin(data, of, field(protocol, cmd, of?.twin_of ?? ''));
}

/**
 * Whether a temperature is in the counts of a converter, and not in degrees.
 *
 * @param {Record<string, any>} data
 * @param {string} key
 */
export const isInCounts = (data, key) => key === 'temp' && data.temp_in_counts === true;

/**
 * The readings that show how a unit is now: by its own cable what is asked over and over by the tables, whatever a
 * configuration has; over the bus of another what that one tells.
 *
 * @param {{about: About, readings: Reading[]}} unit
 */
export function liveOf({about, readings}) {
  const isLive = (/** @type {string} */ cmd) => {
    const row = inquiryOf(about.protocol, cmd)?.row;
    return Boolean(row) && (about.via ? Boolean(row?.argument) : !row?.argument && Number(row?.every_ms) > 0);
  };
  return readings.filter(({cmd}) => isLive(cmd)).sort((a, b) => a.every_ms - b.every_ms || b.cmd.localeCompare(a.cmd));
}

/**
 * Every value that is known of a unit now, in the order of its readings.
 *
 * @param {{about: About, readings: Reading[]}} unit
 * @param {number} now
 */
export const valuesOf = (unit, now) =>
  liveOf(unit).flatMap((reading) =>
    Object.entries(reading.data).flatMap(([key, value]) => {
      const of = field(unit.about.protocol, reading.cmd, key);
      if (value === null || !of || !GROUPS.includes(of.group ?? '') || isToldBetter(unit.about.protocol, reading, key)) {
        return [];
      }
      const inCounts = isInCounts(reading.data, key);
      return [{cmd: reading.cmd, key, value, type: of.type, unit: inCounts ? '' : (of.unit ?? ''), inCounts, group: of.group, old: isStale(reading, now)}];
    }),
  );
