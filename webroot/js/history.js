// The last hour of each unit and of the system, in memory: at most one point a second, bounded.

const HOUR_S = 3600;
const SLACK = 300;

/** @type {Line[]} */
export const KEYS = ['pv', 'load', 'battery', 'grid', 'volts', 'soc', 'temp'];

/** @returns {Histories} */
export const createHistory = () => new Map();

/**
 * @param {Histories} history
 * @param {string} id
 * @returns {Series}
 */
function seriesOf(history, id) {
  const series = history.get(id) ?? {times: [], values: {pv: [], load: [], battery: [], grid: [], volts: [], soc: [], temp: []}};
  history.set(id, series);
  return series;
}

/**
 * Takes a point in.
 *
 * @param {Histories} history
 * @param {string} id
 * @param {number} at when it was, in seconds of the hub's clock
 * @param {Point} values by key; what is missing is a gap
 * @param {number} gapSeconds after so long without a point the line is broken
 */
export function record(history, id, at, values, gapSeconds) {
  const series = seriesOf(history, id);
  const second = Math.floor(at);
  const last = series.times.at(-1);
  if (last !== undefined && second < last) {
    return; // the hub's clock was set back: its past stays as it was
  }
  if (last !== undefined && second - last > gapSeconds) {
    push(series, last + 1, {});
  }
  if (second === series.times.at(-1)) {
    KEYS.forEach((key) => (series.values[key][series.times.length - 1] = values[key] ?? null));
  } else {
    push(series, second, values);
  }
  trim(series, second - HOUR_S);
}

/**
 * @param {Series} series
 * @param {number} second
 * @param {Point} values
 */
function push(series, second, values) {
  series.times.push(second);
  KEYS.forEach((key) => series.values[key].push(values[key] ?? null));
}

/**
 * @param {Series} series
 * @param {number} oldest
 */
function trim(series, oldest) {
  if (series.times.length > HOUR_S + SLACK || series.times[0] < oldest - SLACK) {
    const from = series.times.findIndex((second) => second >= oldest);
    const cut = Math.max(from, series.times.length - HOUR_S);
    series.times = series.times.slice(cut);
    KEYS.forEach((key) => (series.values[key] = series.values[key].slice(cut)));
  }
}

/**
 * Puts points from the hub's own history before those that this page has heard.
 *
 * @param {Histories} history
 * @param {string} id
 * @param {[number, Point][]} older [seconds, values by key], oldest first; null values are gaps
 */
export function precede(history, id, older) {
  const series = seriesOf(history, id);
  const first = series.times[0] ?? Infinity;
  const before = older.filter(([second]) => second < first);
  series.times = [...before.map(([second]) => second), ...series.times];
  KEYS.forEach((key) => {
    series.values[key] = [...before.map(([, values]) => values[key] ?? null), ...series.values[key]];
  });
}

/**
 * Times and values for a chart.
 *
 * @param {Histories} history
 * @param {string} id
 * @param {Line[]} keys
 * @returns {Columns}
 */
export function points(history, id, keys) {
  const series = history.get(id);
  return series ? [series.times, ...keys.map((key) => series.values[key])] : [[], ...keys.map(() => [])];
}

/**
 * Means of each minute for a table, newest first: [second, ...values].
 *
 * @param {Histories} history
 * @param {string} id
 * @param {Line[]} keys
 * @returns {[number, ...(number | null)[]][]}
 */
export function minutes(history, id, keys) {
  const [times, ...values] = points(history, id, keys);
  /** @type {Map<number, number[][]>} */
  const rows = new Map();
  times.forEach((second, i) => {
    const minute = Math.floor(second / 60) * 60;
    const row = rows.get(minute) ?? keys.map(() => [0, 0]);
    values.forEach((column, k) => {
      const value = column[i];
      if (typeof value === 'number') {
        row[k][0] += value;
        row[k][1] += 1;
      }
    });
    rows.set(minute, row);
  });
  return [...rows].reverse().map(([minute, row]) => [minute, ...row.map((/** @type {number[]} */ [sum, n]) => (n ? sum / n : null))]);
}

/**
 * Lets go of units that are not there any more.
 *
 * @param {Histories} history
 * @param {Set<string>} ids
 */
export function forget(history, ids) {
  for (const id of history.keys()) {
    if (!ids.has(id)) {
      history.delete(id);
    }
  }
}
