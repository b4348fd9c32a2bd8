// kWh by hour, day or month as rows: what has begun, what it was the period before, and the sums.

import {clockOf, timesOf} from '../zone.js';
import {METERS} from './past.js';

/**
 * Where an hour, day or month stands in its day, week, month or year; an hour that comes twice stands behind itself.
 *
 * @param {Period} period
 * @param {number} ms when it begins
 */
function placeOf(period, ms) {
  const [year, month, day, hour, minute] = clockOf(ms);
  /** @type {Record<Period, () => number>} */
  const place = {
    day: () => 60 * hour + minute + timesOf(year, month, day, hour, minute).indexOf(ms) / 2,
    week: () => (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7,
    month: () => day,
    year: () => month,
  };
  return place[period]();
}

/** @param {EnergyPeriod | undefined} told */
const isTold = (told) => told !== undefined && METERS.some((meter) => told[meter]);

/**
 * Those that have begun, each with that of the period before at the same place; of those that are over before they were there,
 * too.
 *
 * @param {Period} period
 * @param {EnergyPeriod[]} told
 * @param {EnergyPeriod[] | null} before
 * @param {number} now ms
 * @returns {EnergyRow[]}
 */
export function rowsOf(period, told, before, now) {
  /** @type {Map<number, EnergyRow>} */
  const rows = new Map();
  const begun = told.filter(({from}) => Date.parse(from) < now);
  begun.forEach((one) => {
    const from = Date.parse(one.from);
    const to = Date.parse(one.to);
    rows.set(placeOf(period, from), {from, seconds: (Math.min(to, now) - from) / 1000, isOpen: to > now, now: one});
  });
  const last = begun.length < told.length || begun.some(({to}) => Date.parse(to) > now) ? Math.max(-1, ...rows.keys()) : Infinity;
  (before ?? []).forEach((one) => {
    const from = Date.parse(one.from);
    const place = placeOf(period, from);
    const row = rows.get(place);
    if (row) {
      row.before = one;
    } else if (place < last && isTold(one)) {
      rows.set(place, {from, seconds: 0, isOpen: false, before: one});
    }
  });
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/**
 * Rows that tell something.
 *
 * @param {EnergyRow[]} rows
 */
export const telling = (rows) => rows.filter((row) => isTold(row.now) || isTold(row.before));

/**
 * A sum of what is counted, and of how much of the time that is; null where nothing is.
 *
 * @param {{seconds: number, energy: Energy | null | undefined}[]} parts
 * @returns {{kwh: number, coverage: number, calculated: boolean} | null}
 */
function sumOf(parts) {
  const known = parts.filter(({energy}) => typeof energy?.kwh === 'number');
  if (!known.length) {
    return null;
  }
  const all = parts.reduce((sum, {seconds}) => sum + seconds, 0);
  const measured = known.reduce((sum, {seconds, energy}) => sum + seconds * (energy?.coverage ?? 0), 0);
  return {
    kwh: known.reduce((sum, {energy}) => sum + (energy?.kwh ?? 0), 0),
    coverage: all > 0 ? measured / all : 0,
    calculated: known.some(({energy}) => energy?.calculated),
  };
}

/** @param {EnergyPeriod} told */
const secondsOf = ({from, to}) => (Date.parse(to) - Date.parse(from)) / 1000;

/**
 * What a meter comes to in rows, and came to the period before.
 *
 * @param {EnergyRow[]} rows
 * @param {Meter} meter
 */
export const totalOf = (rows, meter) => ({
  now: sumOf(rows.filter((row) => row.now).map((row) => ({seconds: row.seconds, energy: row.now?.[meter]}))),
  before: sumOf(rows.flatMap(({before}) => (before ? [{seconds: secondsOf(before), energy: before[meter]}] : []))),
});
