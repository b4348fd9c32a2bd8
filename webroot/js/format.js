// Numbers, ages and times in the browser's own way. What is unknown is a dash, never 0.

import {inWords, locale, maybe, t} from './i18n.js';
import {dateOf, there} from './zone.js';

export const DASH = '–';
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} digits */
function numberFormat(digits) {
  const key = `${locale()} ${digits}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(locale(), {minimumFractionDigits: digits, maximumFractionDigits: digits});
  formats.set(key, format);
  return format;
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/**
 * @param {unknown} value
 * @param {number} digits
 */
export const number = (value, digits = 0) =>
  isNumber(value) ? numberFormat(digits).format(value === 0 ? 0 : value) : DASH;

/**
 * A unit of measure as the language writes it.
 *
 * @param {string | null | undefined} unit
 * @returns {string}
 */
export const unitText = (unit) => (unit ? (maybe(`measures.${unit}`) ?? unit) : '');

/**
 * A number with its unit of measure; the unit stays although the number is unknown.
 *
 * @param {unknown} value
 * @param {string} unit
 * @param {number} digits
 */
export function measure(value, unit, digits = 0) {
  return `${number(value, digits)}\u202f${unitText(unit)}`;
}

/**
 * Power without its sign, as number and unit: 841 W, 1.84 kW, 12.3 kW.
 *
 * @param {Known} watts
 */
export function power(watts) {
  const size = isNumber(watts) ? Math.abs(watts) : null;
  if (size === null || size < 1000) {
    return {value: number(size), unit: unitText('W')};
  }
  return {value: number(size / 1000, size < 10000 ? 2 : 1), unit: unitText('kW')};
}

/** @param {Known} watts */
export function powerText(watts) {
  const {value, unit} = power(watts);
  return `${value}\u202f${unit}`;
}

/**
 * How long ago: "now", "14 s ago", "3 min ago".
 *
 * @param {number} ms
 */
export function ago(ms) {
  const seconds = Math.floor(ms / 1000);
  return seconds < 2 ? t('age.now') : t('age.ago', {age: span(seconds)});
}

/**
 * A duration in its greatest unit.
 *
 * @param {number} seconds
 * @returns {string}
 */
export function span(seconds) {
  if (seconds < 2 * MINUTE) {
    return measure(seconds, 's');
  }
  if (seconds < 2 * HOUR) {
    return measure(Math.floor(seconds / MINUTE), 'min');
  }
  if (seconds < 2 * DAY) {
    return measure(Math.floor(seconds / HOUR), 'h');
  }
  return t('age.days', {n: Math.floor(seconds / DAY)});
}

/**
 * A moment the hub told (ISO-8601), in its own time, with its date where it was not today.
 *
 * @param {string | null | undefined} iso
 */
export function moment(iso) {
  if (!iso) {
    return DASH;
  }
  const date = new Date(iso);
  const today = String(dateOf(new Date())) === String(dateOf(date));
  /** @type {Style} */
  const style = {timeStyle: 'medium', ...(today ? {} : {dateStyle: 'medium'})};
  return new Intl.DateTimeFormat(locale(), there(style)).format(date);
}

/**
 * Any value of a reading or setting, for people; a decimal keeps at least one digit.
 *
 * @param {unknown} value
 * @param {string} [type]
 * @returns {string}
 */
export function plain(value, type) {
  if (value === null || value === undefined || value === '') {
    return DASH;
  }
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  if (typeof value === 'number') {
    return new Intl.NumberFormat(locale(), {
      minimumFractionDigits: type === 'decimal' ? 1 : 0,
      maximumFractionDigits: 3,
      useGrouping: false,
    }).format(value);
  }
  if (Array.isArray(value)) {
    return value.length ? value.map((one) => plain(one)).join(', ') : DASH;
  }
  if (typeof value === 'object') {
    return JSON.stringify(value);
  }
  return type === 'choice' ? inWords(word(value)) : word(value);
}

/**
 * A word of the protocol (solar_first), translated where the language has it.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function word(value) {
  const text = String(value);
  return /^[a-z][a-z0-9_]*$/.test(text) ? (maybe(`words.${text}`) ?? text.replaceAll('_', ' ')) : text;
}
