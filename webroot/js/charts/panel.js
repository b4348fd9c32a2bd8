// What one chart of one unit draws of a period: its lines and the numbers.

import {columnOf, columnsOf} from './past.js';

/** @typedef {{period: Period, span: Span, before: Span | null}} Frame a period, and that before where it is drawn, too */

/**
 * @typedef {object} Panel
 * @property {ChartOf} chart
 * @property {string} id
 * @property {Drawing[]} lines those that there are
 * @property {string[]} columns
 * @property {Columns} own
 * @property {Columns} data all that is drawn
 * @property {number} seconds how long an interval is
 * @property {{past: Columns, laid: Columns, beside: (times: number[]) => (number | null)[][]}} [earlier] the period before: at its
 *   own times, at those of this one, and what it has nearest to some of these
 */

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
 * @param {Bucket[]} [all] what may have lines that these have not
 * @returns {Panel}
 */
export function panelOf(chart, id, buckets, all = buckets) {
  const lines = chart.series.filter(({key}) => all.some((bucket) => bucket[columnOf(key)]));
  const columns = lines.map(({key}) => columnOf(key));
  const own = columnsOf(buckets, columns);
  return {chart, id, lines, columns, own, data: own, seconds: buckets[0]?.seconds ?? 0};
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
export function tableOf({own, earlier, columns, seconds}, view, span, beforeTitle, now) {
  const [times, ...values] = own;
  const seen = times.flatMap((at, i) => (at * 1000 >= view.from.getTime() && at * 1000 < view.to.getTime() ? [i] : []));
  const at = seen.map((i) => times[i]);
  const rows = seen.map((i) => [times[i], ...columns.map((_column, k) => values[k][i] ?? null)]);
  const past = earlier?.beside(at) ?? null;
  return {
    rows,
    before: past && {title: beforeTitle, rows: rows.map((_row, i) => past.map((column) => column[i]))},
    openFrom: span.to.getTime() > now ? now / 1000 - seconds + 1 : null,
  };
}
