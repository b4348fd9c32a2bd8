// What the hub's history has of a day, week, month or year: addresses to ask, and columns for a chart.

import {dateOf, startOf} from '../zone.js';

/** @type {Period[]} */
export const PERIODS = ['day', 'week', 'month', 'year'];

/** @type {Meter[]} */
export const METERS = ['pv', 'load', 'battery_in', 'battery_out', 'grid_in', 'grid_out'];

/** Of less of the time than this a sum is told to be. */
export const WHOLE = 0.995;

/**
 * The column of the history behind each line of a chart.
 *
 * @type {Record<Line, string>}
 */
export const COLUMNS = {
  pv: 'pv_watts',
  load: 'ac_watt',
  battery: 'battery_watts',
  grid: 'grid_watts',
  volts: 'batt_volt',
  soc: 'batt_capacity',
  temp: 'temp',
};

const POINTS = 400;

/** The dialect whose tables the history takes its columns from. */
export const COMMON = 'pi30';

/**
 * The column of a line: that of the usual ones, else it is called like its line.
 *
 * @param {string} key
 * @returns {string}
 */
export const columnOf = (key) => COLUMNS[/** @type {Line} */ (key)] ?? key;

/**
 * Calendar periods in the hub's local time; a week begins on Monday. Ends are the next one's start.
 *
 * @param {Period} period
 * @param {number} back
 */
export function spanOf(period, back, now = new Date()) {
  const [year, month, day] = dateOf(now);
  const monday = day - ((new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7);
  /** @param {number} n */
  const start = (n) =>
    ({
      day: () => startOf(year, month, day - n),
      week: () => startOf(year, month, monday - 7 * n),
      month: () => startOf(year, month - n, 1),
      year: () => startOf(year - n, 0, 1),
    })[period]();
  return {from: start(back), to: start(back - 1)};
}

/**
 * @param {string} inverter
 * @param {Span} span
 */
const query = (inverter, {from, to}) =>
  new URLSearchParams({
    inverter: inverter || 'system',
    from: from.toISOString(),
    to: new Date(to.getTime() - 1000).toISOString(),
  });

/**
 * Where these columns are, as JSON or as CSV.
 *
 * @param {string} inverter
 * @param {Span} span
 * @param {string[]} columns
 * @param {'json' | 'csv'} format
 * @param {number} points
 */
export function historyAddress(inverter, span, columns, format, points = POINTS) {
  const asked = query(inverter, span);
  ['datetime', ...columns].forEach((column) => asked.append('col', column));
  asked.set('points', String(points));
  asked.set('format', format);
  if (format === 'csv') {
    asked.set('header', '1');
    asked.set('time', 'iso');
  }
  return `api/v1/history?${asked}`;
}

/**
 * So many intervals that each of a part has a row or two, going by those of the whole.
 *
 * @param {Span} part
 * @param {Bucket[]} buckets of the whole
 */
export function pointsIn({from, to}, buckets) {
  const usual = middle(buckets.map(({seconds, rows}) => seconds / Math.max(1, rows))) || 1;
  return Math.max(2, Math.min(POINTS, Math.floor((to.getTime() - from.getTime()) / 1000 / (2 * usual))));
}

/**
 * Where the kWh are: of hours in a day, of days in a week or month, of months in a year.
 *
 * @param {string} inverter
 * @param {Span} span
 * @param {Period} period
 */
export function energyAddress(inverter, span, period) {
  const asked = query(inverter, span);
  asked.set('by', {day: 'hour', week: 'day', month: 'day', year: 'month'}[period]);
  return `api/v1/energy?${asked}`;
}

/**
 * Means as points of the live charts, with a point of nothing where intervals are absent.
 *
 * @param {Bucket[]} buckets
 * @returns {[number, Point][]}
 */
export function pointsOf(buckets) {
  const keys = /** @type {Line[]} */ (Object.keys(COLUMNS));
  const [times, ...means] = columnsOf(buckets, keys.map((key) => COLUMNS[key]));
  return times.map((second, i) => [second, Object.fromEntries(keys.map((key, k) => [key, means[k][i]]))]);
}

/** @param {number[]} numbers */
const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * So many seconds from one interval to the next are no gap yet: where rows are rarer than intervals, some have none.
 *
 * @param {Bucket[]} buckets
 */
function mostApart(buckets) {
  const seconds = buckets[0]?.seconds ?? 0;
  const usual = middle(buckets.slice(1).map(({datetime}, i) => datetime - buckets[i].datetime));
  return middle(buckets.map(({rows}) => rows)) === 1 ? usual + 2 * seconds : 1.5 * seconds;
}

/**
 * Times, then of each column its means, then of each its highest and lowest; absent intervals are gaps.
 *
 * @param {Bucket[]} buckets
 * @param {string[]} columns
 * @returns {Columns}
 */
export function columnsOf(buckets, columns) {
  /** @type {(Bucket | {datetime: number, seconds?: number, [column: string]: any})[]} */
  const whole = [];
  const most = mostApart(buckets);
  buckets.forEach((bucket, i) => {
    const before = buckets[i - 1];
    if (before && bucket.datetime - before.datetime > most) {
      whole.push({datetime: before.datetime + before.seconds});
    }
    whole.push(bucket);
  });
  /**
   * @param {string} column
   * @param {'min' | 'mean' | 'max'} name
   */
  const part = (column, name) => whole.map((bucket) => bucket[column]?.[name] ?? null);
  return [
    whole.map((bucket) => bucket.datetime),
    ...columns.map((column) => part(column, 'mean')),
    ...columns.flatMap((column) => [part(column, 'max'), part(column, 'min')]),
  ];
}
