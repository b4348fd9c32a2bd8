// Where the marks along a chart stand: whole hours, days and months of the hub's clock and calendar.

import {clockOf, dateOf, startOf} from '../zone.js';

const MINUTE_MS = 60 * 1000;
const DAY = 24 * 60;
const MONTH = 30 * DAY;
/** Marks nearer to one another than this part of a step run into one another. */
const NEAR = 0.6;

/** Steps between marks in minutes; from a day on they are days, from a month on months. */
export const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, DAY, 2 * DAY, 5 * DAY, 10 * DAY, MONTH, 2 * MONTH, 3 * MONTH, 6 * MONTH];

/**
 * Each start of a day within a time, and the one before it.
 *
 * @param {number} from ms
 * @param {number} to ms
 */
function daysIn(from, to) {
  const [year, month, day] = dateOf(new Date(from));
  const days = [];
  for (let n = 0; days.length === 0 || days[days.length - 1] <= to; n++) {
    days.push(startOf(year, month, day + n).getTime());
  }
  return days;
}

/**
 * @param {number} step minutes, less than a day
 * @param {number} from ms
 * @param {number} to ms
 */
function minutesIn(step, from, to) {
  const each = Math.min(step, 30) * MINUTE_MS;
  const days = daysIn(from, to);
  return days.slice(0, -1).flatMap((start, n) => {
    const marks = [];
    const first = start + Math.max(0, Math.ceil((from - start) / each)) * each;
    for (let ms = first; ms <= to && ms < days[n + 1]; ms += each) {
      const [, , , hour, minute] = clockOf(ms);
      if ((60 * hour + minute) % step === 0) {
        marks.push(ms);
      }
    }
    return marks;
  });
}

/**
 * @param {number} step minutes, some days
 * @param {number} from ms
 * @param {number} to ms
 */
const someDaysIn = (step, from, to) => daysIn(from, to).filter((ms) => (dateOf(new Date(ms))[2] - 1) % (step / DAY) === 0);

/**
 * @param {number} step minutes, some months
 * @param {number} from ms
 * @param {number} to ms
 */
function monthsIn(step, from, to) {
  const [year, month] = dateOf(new Date(from));
  const each = step / MONTH;
  const first = month - (month % each);
  const marks = [];
  for (let n = 0; marks.length === 0 || marks[marks.length - 1] <= to; n++) {
    marks.push(startOf(year, first + n * each, 1).getTime());
  }
  return marks;
}

/**
 * Marks so many minutes apart.
 *
 * @param {number} step one of the steps
 * @param {number} from ms
 * @param {number} to ms, where the last one may stand
 */
export function marksOf(step, from, to) {
  const found = step < DAY ? minutesIn(step, from, to) : step < MONTH ? someDaysIn(step, from, to) : monthsIn(step, from, to);
  /** @type {number[]} */
  const marks = [];
  found
    .filter((ms) => ms >= from && ms <= to)
    .forEach((ms) => (marks.length && ms - marks[marks.length - 1] < NEAR * step * MINUTE_MS) || marks.push(ms));
  return marks;
}

/**
 * How a mark is written: midnight as its day where several days are seen.
 *
 * @param {number} step
 * @param {number} ms
 * @param {Span} view
 * @returns {Style}
 */
export function styleOf(step, ms, {from, to}) {
  const length = to.getTime() - from.getTime();
  if (step >= MONTH) {
    return {month: 'short'};
  }
  if (step >= DAY || (length > 1.5 * DAY * MINUTE_MS && ms === startOf(...dateOf(new Date(ms))).getTime())) {
    return length <= 8 * DAY * MINUTE_MS ? {weekday: 'short', day: 'numeric'} : {day: 'numeric', month: 'short'};
  }
  return {timeStyle: 'short'};
}

/**
 * The finest marks whose texts have room, and their texts.
 *
 * @param {Span} view
 * @param {(ms: number, style: Style) => string} write
 * @param {(texts: string[]) => boolean} hasRoom
 * @returns {{marks: number[], texts: string[]}}
 */
export function fitting(view, write, hasRoom) {
  const [from, to] = [view.from.getTime(), view.to.getTime()];
  for (const step of STEPS) {
    if ((to - from) / (step * MINUTE_MS) <= 32) {
      const marks = marksOf(step, from, to);
      const texts = marks.map((ms) => write(ms, styleOf(step, ms, view)));
      if (hasRoom(texts)) {
        return {marks, texts};
      }
    }
  }
  return {marks: [], texts: []};
}

/**
 * The lowest and highest of all lines within a time, of however many charts; null where there is nothing.
 *
 * @param {Columns[]} all
 * @param {Span | null} view null for all there is
 * @returns {[number, number] | null}
 */
export function endsOf(all, view) {
  let [low, high] = [Infinity, -Infinity];
  const [from, to] = view ? [view.from.getTime() / 1000, view.to.getTime() / 1000] : [-Infinity, Infinity];
  all.forEach(([times, ...columns]) =>
    times.forEach((at, i) => {
      if (at >= from && at <= to) {
        columns.forEach((column) => {
          const value = column[i];
          if (typeof value === 'number') {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        });
      }
    }),
  );
  return low <= high ? [low, high] : null;
}
