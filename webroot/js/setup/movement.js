// Which unit moved most between two looks: the one whose lamp was switched on, or whose panel is covered.
// No network, no page.

/** Less than that may be a refrigerator, or a cloud. */
const LEAST_WATTS = 40;
/** So many times what the next one moved: units that share a load all move. */
const CLEARLY = 1.5;

/** What was asked for longer ago is of no look that is going on. */
const FRESH_MS = 30000;
/** In a longer time more moves than a lamp. */
const LONGEST_MS = 60000;

/** @type {('load' | 'pv')[]} */
const WHAT = ['load', 'pv'];

/**
 * @param {Map<string, Watched>} before by unit, at the look before
 * @param {Map<string, Watched>} now
 * @returns {{key: string, what: 'load' | 'pv', by: number} | null} null where none did, or not clearly
 */
export function movedMost(before, now) {
  for (const what of WHAT) {
    const moves = [...now]
      .map(([key, values]) => ({key, what, by: (values[what] ?? NaN) - (before.get(key)?.[what] ?? NaN)}))
      .filter(({by}) => Math.abs(by) > 0)
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
    const [most, next] = moves;
    if (most && now.size > 1 && Math.abs(most.by) >= LEAST_WATTS && Math.abs(most.by) >= CLEARLY * Math.abs(next?.by ?? 0)) {
      return most;
    }
  }
  return null;
}

/**
 * Compares looks, one after the other, and tells who has moved most between two that saw the same units, each of them asked anew:
 * of values that cover other times, or with one unit silent, nobody could say.
 *
 * @returns {(told: Map<string, Watched>, at: number) => {key: string, what: 'load' | 'pv', by: number} | null}
 */
export function createComparison() {
  /** @type {Map<string, Watched>} */
  let before = new Map();
  return (told, at) => {
    const now = new Map([...told].filter(([, {born}]) => at - born < FRESH_MS));
    const isSame = now.size === before.size && [...now.keys()].every((key) => before.has(key));
    const since = [...now].map(([key, {born}]) => born - (before.get(key)?.born ?? 0));
    if (isSame && since.some((ms) => ms < 1)) {
      return null; // one was not asked anew yet: its next value will be compared with that before
    }
    const moved = isSame && since.every((ms) => ms < LONGEST_MS) ? movedMost(before, now) : null;
    before = now;
    return moved;
  };
}
