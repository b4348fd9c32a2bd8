// How old a value is. Only the hub's age and this browser's monotonic clock count, never its wall clock.

const MISSED_POLLS = 3;
const FLOOR_MS = 5000;

/** Milliseconds of a clock that nobody sets. */
export const monotonic = () => performance.now();

/**
 * The age of a reading in milliseconds.
 *
 * @param {Reading} reading
 * @param {number} now
 */
export const ageOf = (reading, now) => Math.max(0, now - reading.born);

/**
 * For how many milliseconds a reading of a command stands for what is.
 *
 * @param {number} everyMs
 */
export const goodForMs = (everyMs) => Math.max(MISSED_POLLS * everyMs, FLOOR_MS);

/**
 * Whether a reading has missed three polls of its command, five seconds at least; one that is not
 * polled has missed none. No reading is stale, too.
 *
 * @param {Reading | null | undefined} reading
 * @param {number} now
 */
export function isStale(reading, now) {
  return !reading || (reading.every_ms > 0 && now - reading.born > goodForMs(reading.every_ms));
}
