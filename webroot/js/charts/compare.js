// The period before, laid on this one by the local clock, whatever the clocks did between.

import {clockOf, dateOf, timesOf} from '../zone.js';
import {panelOf} from './panel.js';
import {columnsOf} from './past.js';

const DAY_MS = 24 * 3600 * 1000;
/** Clocks are put forward and back at quarters of an hour. */
const QUARTER_MS = 15 * 60 * 1000;

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {[number, number, number] | null} null where a month has no such day
 */
const dayOf = (year, month, day) => (new Date(Date.UTC(year, month, day)).getUTCDate() === day ? [year, month, day] : null);

/**
 * The day of a period that is as the day of another one.
 *
 * @param {Period} period
 * @param {Span} of
 * @param {Span} onto
 * @param {number[]} date year, month, day in the first
 */
function likeDay(period, of, onto, [year, month, day]) {
  const [toYear, toMonth, toDay] = dateOf(onto.from);
  const [ofYear, ofMonth, ofDay] = dateOf(of.from);
  const days = Math.round((Date.UTC(year, month, day) - Date.UTC(ofYear, ofMonth, ofDay)) / DAY_MS);
  /** @type {Record<Period, () => [number, number, number] | null>} */
  const like = {
    day: () => [toYear, toMonth, toDay],
    week: () => [toYear, toMonth, toDay + days],
    month: () => dayOf(toYear, toMonth, day),
    year: () => dayOf(toYear, month, day),
  };
  return like[period]();
}

/**
 * When the clock of one period shows what it shows in another; null where it never does: an hour that is skipped, the 31st.
 *
 * @param {Period} period
 * @param {Span} of
 * @param {Span} onto
 * @param {number} ms
 * @returns {number | null}
 */
export function carried(period, of, onto, ms) {
  const parts = clockOf(ms);
  const date = likeDay(period, of, onto, parts);
  if (!date) {
    return null;
  }
  const turn = timesOf(...parts).indexOf(ms); // the second time where the clocks are put back
  const found = timesOf(...date, ...parts.slice(3))[turn];
  return found === undefined || found < onto.from.getTime() || found >= onto.to.getTime() ? null : found;
}

/**
 * Where the other period's clock goes on from a time: later where it never shows that.
 *
 * @param {Period} period
 * @param {Span} of
 * @param {Span} onto
 * @param {number} ms
 */
function onwards(period, of, onto, ms) {
  for (let at = ms; at < of.to.getTime(); at = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS) {
    const found = carried(period, of, onto, at);
    if (found !== null) {
      return new Date(found);
    }
  }
  return onto.to;
}

/**
 * The part of the period before that lies behind what is seen of this one; null where it has no such days.
 *
 * @param {Period} period
 * @param {Span} view
 * @param {Span} span
 * @param {Span} before
 * @returns {Span | null}
 */
export function behind(period, view, span, before) {
  const [from, to] = [view.from, view.to].map((date) => onwards(period, span, before, date.getTime()));
  return from < to ? {from, to} : null;
}

/**
 * Columns of the period before at the times of this one; what the clocks leave out is a gap.
 *
 * @param {Columns} columns
 * @param {Period} period
 * @param {Span} before
 * @param {Span} span
 * @returns {Columns}
 */
export function laidOn([times, ...values], period, before, span) {
  /** @type {number[]} */
  const at = [];
  /** @type {number[]} */
  const from = [];
  times.forEach((second, i) => {
    const ms = carried(period, before, span, second * 1000);
    if (ms === null) {
      return;
    }
    const last = at.length - 1;
    const step = i > 0 ? second - times[i - 1] : 0;
    if (last >= 0 && ms / 1000 - at[last] > 1.5 * (second - times[from[last]]) && step) {
      at.push(at[last] + step);
      from.push(-1);
    }
    at.push(ms / 1000);
    from.push(i);
  });
  return [at, ...values.map((column) => from.map((i) => (i < 0 ? null : column[i])))];
}

/**
 * Lines over the same times: each has something at its own, and passes over those of the other.
 *
 * @param {Columns} first
 * @param {Columns} second
 * @returns {Columns} times, the columns of the first, those of the second
 */
export function joined(first, second) {
  const times = [...new Set([...first[0], ...second[0]])].sort((a, b) => a - b);
  const columns = [first, second].flatMap(([own, ...values]) => {
    const place = new Map(own.map((at, i) => [at, i]));
    return values.map((column) => times.map((at) => column[place.get(at) ?? -1]));
  });
  return [times, ...columns];
}

/**
 * What the period before had nearest to each time, no further from it than so many seconds.
 *
 * @param {number[]} times
 * @param {Columns} before laid on these times
 * @param {number} seconds
 * @returns {(number | null)[][]} of each of its columns
 */
export function beside(times, [own, ...values], seconds) {
  let i = 0;
  const nearest = times.map((at) => {
    while (i + 1 < own.length && Math.abs(own[i + 1] - at) <= Math.abs(own[i] - at)) {
      i += 1;
    }
    return own.length && Math.abs(own[i] - at) < seconds ? i : -1;
  });
  return values.map((column) => nearest.map((place) => column[place] ?? null));
}

/**
 * A chart with the lines of the period before behind its own, where it has any.
 *
 * @param {ChartOf} chart
 * @param {string} id
 * @param {Bucket[]} buckets
 * @param {Bucket[] | null} earlier those of the period before
 * @param {import('./panel.js').Frame} frame
 * @returns {import('./panel.js').Panel}
 */
export function comparedOf(chart, id, buckets, earlier, {period, span, before}) {
  const panel = panelOf(chart, id, buckets, [...buckets, ...(earlier ?? [])]);
  if (!before || !earlier?.length) {
    return panel;
  }
  const past = columnsOf(earlier, panel.columns);
  const means = /** @type {Columns} */ (past.slice(0, 1 + panel.columns.length));
  const laid = laidOn(means, period, before, span);
  return {...panel, data: joined(laid, panel.own), earlier: {past, laid, beside: (times) => beside(times, laid, panel.seconds)}};
}
