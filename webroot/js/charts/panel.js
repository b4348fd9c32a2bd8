// What one chart of one unit draws of a period: its lines, those of the period before behind them, and the numbers.

import {beside, joined, laidOn} from './compare.js';
import {columnOf, columnsOf} from './past.js';

/** @typedef {{period: Period, span: Span, before: Span | null}} Frame a period, and that before where it is drawn, too */

/** @typedef {ReturnType<typeof panelOf>} Panel */

/**
 * Whether a chart has anything to draw.
 *
 * @param {ChartOf} chart
 * @param {Bucket[]} buckets
 */
export const hasSome = (chart, buckets) => chart.series.some(({key}) => buckets.some((bucket) => bucket[columnOf(key)]));

/**
 * @param {ChartOf} chart
 * @param {string} id
 * @param {Bucket[]} buckets
 * @param {Bucket[] | null} earlier those of the period before
 * @param {Frame} frame
 */
export function panelOf(chart, id, buckets, earlier, {period, span, before}) {
  const all = [...buckets, ...(earlier ?? [])];
  const lines = chart.series.filter(({key}) => all.some((bucket) => bucket[columnOf(key)]));
  const columns = lines.map(({key}) => columnOf(key));
  const own = columnsOf(buckets, columns);
  const past = before && earlier?.length ? columnsOf(earlier, columns) : null;
  const means = /** @type {Columns | undefined} */ (past?.slice(0, 1 + columns.length));
  const laid = before && means ? laidOn(means, period, before, span) : null;
  const seconds = buckets[0]?.seconds ?? 0;
  return {chart, id, lines, columns, own, past, laid, seconds, data: laid ? joined(laid, own) : own};
}

/**
 * The numbers of a panel within what is seen, with those of the period before.
 *
 * @param {Panel} panel
 * @param {Span} view
 * @param {Span} span
 * @param {string} beforeTitle
 * @param {number} now ms
 * @returns {ChartTable}
 */
export function tableOf({own, laid, columns, seconds}, view, span, beforeTitle, now) {
  const [times, ...values] = own;
  const seen = times.flatMap((at, i) => (at * 1000 >= view.from.getTime() && at * 1000 < view.to.getTime() ? [i] : []));
  const at = seen.map((i) => times[i]);
  const rows = seen.map((i) => [times[i], ...columns.map((_column, k) => values[k][i] ?? null)]);
  const past = laid && beside(at, laid, seconds);
  return {
    rows,
    before: past && {title: beforeTitle, rows: rows.map((_row, i) => past.map((column) => column[i]))},
    openFrom: span.to.getTime() > now ? now / 1000 - seconds + 1 : null,
  };
}
