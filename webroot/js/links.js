// How well each unit's readings come in, as this page sees it: of those due in the last minute, how
// many came, and how many in all since the page was opened.

const WINDOW_MS = 60000;

/** @returns {Links} */
export const createLinks = () => new Map();

/**
 * Notes that a reading came.
 *
 * @param {Links} links
 * @param {string} unit
 * @param {Reading} reading
 * @param {number} now
 */
export function note(links, unit, reading, now) {
  const known = links.get(unit) ?? {since: now, codes: new Map()};
  links.set(unit, known);
  const code = known.codes.get(reading.code) ?? {count: 0, recent: [], every: reading.every_ms};
  code.count += 1;
  if (code.every !== reading.every_ms && reading.cmd === 'status') {
    // What was due until now says nothing of what is due from now on.
    known.since = now;
    code.recent = [];
  }
  code.every = reading.every_ms;
  if (reading.every_ms > 0 && reading.cmd === 'status') {
    code.recent.push(now);
    while (code.recent[0] <= now - WINDOW_MS) {
      code.recent.shift();
    }
  }
  known.codes.set(reading.code, code);
}

/**
 * Of the live values due in the last minute, the part that came, 0 to 1; null until it is known.
 *
 * @param {Links} links
 * @param {string} unit
 * @param {Reading | undefined} reading
 * @param {number} now
 */
export function quality(links, unit, reading, now) {
  const known = links.get(unit);
  const code = reading && known?.codes.get(reading.code);
  if (!known || !code || reading.every_ms <= 0) {
    return null;
  }
  const span = Math.min(WINDOW_MS, now - known.since);
  const due = Math.floor(span / reading.every_ms);
  const came = code.recent.filter((at) => at > now - span).length;
  return due < 3 ? null : Math.min(1, came / due);
}

/**
 * How many readings of that code came.
 *
 * @param {Links} links
 * @param {string} unit
 * @param {string} code
 */
export const countOf = (links, unit, code) => links.get(unit)?.codes.get(code)?.count ?? 0;

/**
 * Begins anew, as after a lost connection to the hub: what was not heard then is nobody's fault. What came is still counted.
 *
 * @param {Links} links
 * @param {number} now
 */
export function restart(links, now) {
  for (const link of links.values()) {
    link.since = now;
    link.codes.forEach((code) => (code.recent = []));
  }
}

/**
 * Lets go of units that are not there any more.
 *
 * @param {Links} links
 * @param {Set<string>} units
 */
export function keepOnly(links, units) {
  [...links.keys()].filter((id) => !units.has(id)).forEach((id) => links.delete(id));
}
