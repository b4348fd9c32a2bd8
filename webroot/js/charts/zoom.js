// A part of a period, looked at closer: in, out, aside, and what keys and fingers make of it.

/** Closer than this is not looked: there is hardly a row more. */
const LEAST_MS = 10 * 60 * 1000;
const STEP = 2;
const ASIDE = 0.25;

/** @param {Span} span */
export const lengthOf = ({from, to}) => to.getTime() - from.getTime();

/**
 * What is seen as far as it is of this time; null is the whole. At midnight today becomes another day.
 *
 * @param {Span | null} view
 * @param {Span} whole
 */
export const within = (view, whole) => (view && view.from >= whole.from && view.to <= whole.to ? view : null);

/** Lines that go on are drawn no shorter than this, and no longer. */
const [SHORT_MS, HOUR_MS] = [300 * 1000, 3600 * 1000];

/**
 * The whole of lines that go on: until now, where one that is not heard any more has ended, and from the first of their times.
 *
 * @param {number} now ms
 * @param {number[][]} times seconds
 * @returns {Span}
 */
export function hourTo(now, times) {
  const first = Math.min(...times.map(([second]) => (second ?? Infinity) * 1000));
  return {from: new Date(Math.max(now - HOUR_MS, Math.min(now - SHORT_MS, first))), to: new Date(now)};
}

/**
 * A part of the whole from one time to another, no smaller than is sensible; null is the whole.
 *
 * @param {number} from
 * @param {number} to
 * @param {Span} whole
 * @returns {Span | null}
 */
export function partOf(from, to, whole) {
  const all = lengthOf(whole);
  const [first, last] = from <= to ? [from, to] : [to, from];
  const length = Math.max(last - first, Math.min(LEAST_MS, all));
  if (length >= all) {
    return null;
  }
  const middle = (first + last) / 2;
  const latest = whole.to.getTime() - length;
  const start = Math.max(whole.from.getTime(), Math.min(latest, middle - length / 2));
  const second = Math.round(start / 1000) * 1000;
  return {from: new Date(second), to: new Date(Math.min(whole.to.getTime(), second + Math.round(length / 1000) * 1000))};
}

/**
 * So many times as close, around a place in what is seen: 0 is its left end, 1 its right one.
 *
 * @param {Span} view
 * @param {Span} whole
 * @param {number} times more than 1 is closer
 * @param {number} [place]
 */
export function closer(view, whole, times, place = 0.5) {
  const length = Math.max(LEAST_MS, lengthOf(view) / times);
  const from = view.from.getTime() + place * (lengthOf(view) - length);
  return partOf(from, from + length, whole);
}

/**
 * As close, but so many of its lengths later.
 *
 * @param {Span} view
 * @param {Span} whole
 * @param {number} lengths
 */
export function aside(view, whole, lengths) {
  const by = lengths * lengthOf(view);
  return partOf(view.from.getTime() + by, view.to.getTime() + by, whole);
}

/**
 * What two fingers make of it: what was under each of them stays there. Places are parts of the width.
 *
 * @param {Span} view as it was when they were put down
 * @param {Span} whole
 * @param {[number, number]} before where they were put down
 * @param {[number, number]} after where they are now
 */
export function pinched(view, whole, before, after) {
  const [left, right] = after[0] <= after[1] ? [0, 1] : [1, 0];
  const apart = Math.max(0.02, after[right] - after[left]);
  const length = lengthOf(view) * (Math.max(0.02, Math.abs(before[right] - before[left])) / apart);
  const held = view.from.getTime() + before[left] * lengthOf(view);
  const from = held - after[left] * length;
  return partOf(from, from + length, whole);
}

/** @type {Record<string, (view: Span, whole: Span) => Span | null>} */
const KEYS = {
  ArrowLeft: (view, whole) => aside(view, whole, -ASIDE),
  ArrowRight: (view, whole) => aside(view, whole, ASIDE),
  '+': (view, whole) => closer(view, whole, STEP),
  '-': (view, whole) => closer(view, whole, 1 / STEP),
  Home: () => null,
  0: () => null,
};
KEYS['='] = KEYS['+'];
KEYS._ = KEYS['-'];

/**
 * What a key makes of it; undefined where it is no key of these.
 *
 * @param {string} key
 * @param {Span} view
 * @param {Span} whole
 * @returns {Span | null | undefined}
 */
export const keyed = (key, view, whole) => (Object.hasOwn(KEYS, key) ? KEYS[key](view, whole) : undefined);
