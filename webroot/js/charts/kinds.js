// Which charts there are, and how a period and its times are written.

import {number} from '../format.js';
import {locale, t} from '../i18n.js';
import {fieldTitle} from '../labels.js';
import {there} from '../zone.js';
import {COMMON} from './past.js';

/**
 * Ranges of the upright axis: power keeps its zero, the rest does not make mountains of nothing.
 *
 * @param {unknown} plot
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
const withZero = (plot, low, high) => [Math.min(0, low * 1.1), Math.max(100, high * 1.1)];
/**
 * @param {number} least
 * @returns {AxisRange}
 */
const around = (least) => (plot, low, high) => [low - least, high + least];

/** @type {ChartOf[]} */
export const CHARTS = [
  {
    id: 'power',
    unit: 'W',
    digits: 0,
    range: withZero,
    series: [
      {key: 'pv', stroke: '--pv'},
      {key: 'load', stroke: '--load', dash: [7, 4]},
      {key: 'battery', stroke: '--battery', dash: [2, 3]},
      {key: 'grid', stroke: '--grid', dash: [10, 3, 2, 3]},
    ],
  },
  {id: 'volts', unit: 'V', digits: 2, range: around(0.5), series: [{key: 'volts', stroke: '--battery'}]},
  {id: 'soc', unit: '%', digits: 0, range: () => [0, 100], series: [{key: 'soc', stroke: '--battery'}]},
  {id: 'temp', unit: '°C', digits: 0, range: around(5), series: [{key: 'temp', stroke: '--bad'}]},
];

/**
 * A chart of one more column.
 *
 * @param {Field} of
 * @returns {ChartOf}
 */
export function chartOf({key, unit, type}) {
  const title = fieldTitle(COMMON, 'status', key);
  /** @type {AxisRange} */
  const margin = (plot, low, high) => [low - (high - low || 1) / 10, high + (high - low || 1) / 10];
  const digits = type === 'decimal' ? 2 : 0;
  return {id: key, title, unit, digits, range: margin, series: [{key, title, stroke: '--load'}]};
}

/** @param {ChartOf} chart */
export const titleOf = (chart) => chart.title ?? t(`charts.${chart.id}`);

/** @param {Drawing} line */
export const lineTitle = (line) => line.title ?? t(`series.${line.key}`);

/**
 * A unit by its id, and all of them together.
 *
 * @param {string} id
 */
export const whoIs = (id) => id || t('charts.system');

/**
 * What a line says of now: its last value while who it is of is live.
 *
 * @param {Pick<Page, 'frozen' | 'units' | 'system'>} page
 * @param {string} id
 * @param {(number | null | undefined)[]} values
 * @param {number} digits
 */
export function nowOf({frozen, units, system}, id, values, digits) {
  const condition = units.find((unit) => unit.id === id)?.condition;
  const isLive = id ? condition === 'online' || condition === 'degraded' : Boolean(system?.counted);
  return frozen ? '' : number(isLive ? values.at(-1) : null, digits);
}

/**
 * @param {Period} period
 * @param {Span} of
 */
export function named(period, {from, to}) {
  /** @type {Record<Period, Style>} */
  const styles = {
    day: {dateStyle: 'full'},
    week: {dateStyle: 'medium'},
    month: {year: 'numeric', month: 'long'},
    year: {year: 'numeric'},
  };
  const format = new Intl.DateTimeFormat(locale(), there(styles[period]));
  return period === 'week' ? format.formatRange(from, new Date(to.getTime() - 1000)) : format.format(from);
}

/**
 * A part of a period.
 *
 * @param {Period} period
 * @param {Span} part
 */
export function partNamed(period, {from, to}) {
  /** @type {Style} */
  const clock = {hour: '2-digit', minute: '2-digit'};
  return new Intl.DateTimeFormat(locale(), there(period === 'day' ? clock : {...clock, day: 'numeric', month: 'short'})).formatRange(from, to);
}

/** @type {Record<Period, Style>} */
const STAMPS = {
  day: {timeStyle: 'short'},
  week: {weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'},
  month: {day: 'numeric', month: 'short', hour: '2-digit'},
  year: {month: 'short', day: 'numeric', hour: '2-digit'},
};
/** @type {Style} */
const FINE = {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'};

/**
 * How times are written along a period, or a part of it, whose intervals are shorter.
 *
 * @param {Period} period
 * @param {boolean} isPart
 * @returns {Style}
 */
export const stamps = (period, isPart) => (isPart && period !== 'day' ? FINE : STAMPS[period]);

/**
 * How its hours, days or months are written.
 *
 * @param {Period} period
 * @returns {Style}
 */
export const partStamps = (period) =>
  /** @type {Record<Period, Style>} */ ({
    day: {timeStyle: 'short'},
    week: {weekday: 'short', day: 'numeric', month: 'short'},
    month: {day: 'numeric', month: 'short'},
    year: {month: 'long'},
  })[period];
