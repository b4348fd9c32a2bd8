// The hub's time zone: its days and hours are shown, wherever the browser is.

const HOUR_MS = 3600 * 1000;
const HALF_YEAR_MS = 182 * 24 * HOUR_MS;
/** @type {Style} */
const PARTS = {
  hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
};

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const own = new Intl.DateTimeFormat('en-US', PARTS);
let zone = here;
let clock = own;

/**
 * Takes the zone that the hub has told; one that this browser does not know leaves its own.
 *
 * @param {string | null | undefined} name
 */
export function goBy(name) {
  if (!name || name === zone) {
    return;
  }
  try {
    clock = new Intl.DateTimeFormat('en-US', {...PARTS, timeZone: name});
    zone = name;
  } catch {
    // Times are told in the browser's zone then, as before the hub was heard.
  }
}

export const hubZone = () => zone;
export const browserZone = () => here;

/** Whether the reader's clocks go to 12 or to 24, whatever language the page is in. */
const {hourCycle} = new Intl.DateTimeFormat(navigator.languages?.[0], {hour: 'numeric'}).resolvedOptions();

/**
 * A style of Intl.DateTimeFormat, told in the hub's zone and by the reader's clock.
 *
 * @param {Style} style
 * @returns {Style}
 */
export const there = (style) => ({...style, timeZone: zone, ...(style.timeStyle || style.hour ? {hourCycle} : {})});

/**
 * @param {Intl.DateTimeFormat} format
 * @param {number} ms
 * @returns {[number, number, number, number, number, number]} year, month from 0, day, hour, minute, second
 */
function partsIn(format, ms) {
  const parts = Object.fromEntries(format.formatToParts(ms).map(({type, value}) => [type, Number(value)]));
  return [parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second];
}

/**
 * @param {Intl.DateTimeFormat} format
 * @param {number} ms
 */
const offsetIn = (format, ms) => Date.UTC(...partsIn(format, ms)) - Math.floor(ms / 1000) * 1000;

/**
 * What the hub's calendar and clock say at a time: year, month from 0, day, hour, minute, second.
 *
 * @param {number} ms
 */
export const clockOf = (ms) => partsIn(clock, ms);

/**
 * What the hub's calendar says at a time: year, month from 0, day.
 *
 * @param {Date} date
 * @returns {[number, number, number]}
 */
export const dateOf = (date) => /** @type {[number, number, number]} */ (clockOf(date.getTime()).slice(0, 3));

/** @param {number} shown */
const offsetsAbout = (shown) => [shown - 12 * HOUR_MS, shown + 12 * HOUR_MS].map((ms) => offsetIn(clock, ms));

/**
 * When the hub's clock shows that, first to last: twice where it is put back, never where it is put forward over it.
 *
 * @param {number} year
 * @param {number} month from 0
 * @param {number} day
 * @param {number[]} more hour, minute, second
 * @returns {number[]} ms
 */
export function timesOf(year, month, day, ...more) {
  const shown = Date.UTC(year, month, day, ...more);
  const found = offsetsAbout(shown).map((offset) => shown - offset);
  return [...new Set(found)].filter((ms) => ms + offsetIn(clock, ms) === shown).sort((a, b) => a - b);
}

/**
 * When a day of the hub's calendar begins; days and months beyond theirs are of the next or last.
 *
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
export function startOf(year, month, day) {
  const midnight = Date.UTC(year, month, day);
  // Where the clocks are put forward at midnight, the day begins when they are.
  return new Date(timesOf(year, month, day)[0] ?? midnight - offsetsAbout(midnight)[0]);
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, '0');

/**
 * A time as the hub's clock shows it, with its offset: 2026-11-30T06:15:00+01:00.
 *
 * @param {number} ms
 */
export function isoThere(ms) {
  const [year, month, day, hour, minute, second] = clockOf(ms);
  const offset = Math.round(offsetIn(clock, ms) / 60000);
  const size = Math.abs(offset);
  return `${year}-${two(month + 1)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Whether the clocks of hub and browser differ, now or half a year from now. */
export function differs(now = Date.now()) {
  return [now, now + HALF_YEAR_MS].some((ms) => offsetIn(own, ms) !== offsetIn(clock, ms));
}
