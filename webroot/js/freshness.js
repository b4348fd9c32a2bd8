// How old a value is. Only the hub's age and this browser's monotonic clock count, never its wall clock.

const MISSED_POLLS = 3;
const FLOOR_MS = 5000;

/** Milliseconds of a clock that nobody sets. */
export const monotonic = () => performance.now();

/** The age of a reading in milliseconds. */
export const ageOf = (reading, now) => Math.max(0, now - reading.born);

/** Whether a reading has missed three polls of its command, five seconds at least. */
export function isStale(reading, now) {
  return !reading || now - reading.born > Math.max(MISSED_POLLS * reading.every_ms, FLOOR_MS);
}
