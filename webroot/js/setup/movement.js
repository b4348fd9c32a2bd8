// Which unit moved most between two looks: the one whose lamp was switched on, or whose panel is covered. Pure.

/** Less than that may be a refrigerator, or a cloud. */
const LEAST_WATTS = 40;
/** So many times what the next one moved: units that share a load all move. */
const CLEARLY = 1.5;

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
