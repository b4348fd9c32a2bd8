// How old a value is. Only the hub's age and a clock that nobody sets count, which goes on while the machine sleeps.

const MISSED_POLLS = 3;
const FLOOR_MS = 5000;
/** By less two clocks of a machine tremble and drift; by more they part only in sleep, or where one is set. */
const APART_MS = 1000;

/**
 * A clock that nobody sets. Many browsers' own stands still while the machine sleeps, and the wall clock tells by how much: put
 * forward, it may have been set, but then what is held is no younger than it is told to be.
 *
 * @param {() => number} ticks
 * @param {() => number} wall
 */
export function createClock(ticks, wall) {
  let slept = 0;
  let apart = 0;
  let before = wall() - ticks();
  function look() {
    const by = wall() - ticks() - before;
    if (Math.abs(by) > APART_MS) {
      slept += Math.max(0, by);
      apart += Math.abs(by);
    }
    if (by < 0 || by > APART_MS) {
      before += by;
    }
  }
  return {
    now() {
      look();
      return ticks() + slept;
    },
    /** By how much the two have parted since the page was opened, either way: it may have slept so long, whoever has set a clock. */
    apart() {
      look();
      return apart;
    },
  };
}

const clock = createClock(() => performance.now(), () => Date.now());

/** Milliseconds of a clock that nobody sets, and that sleeps never. */
export const monotonic = clock.now;

/** By how much this machine's clocks have parted. */
export const apart = clock.apart;

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
