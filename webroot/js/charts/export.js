// What is seen as a file: rows as CSV, and how files are called.

import {clockOf, isoThere} from '../zone.js';

/** @typedef {{id: string, columns: string[], parts: {data: Columns, view: Span | null}[]}} Exported what is shown of a unit: values or means, then highest and lowest of each where there are; where no view is told, all of it */

const SEPARATOR = ';';
const LINE = '\r\n';

/** @param {number | null | undefined} value */
const cell = (value) => (typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : '');

/**
 * The rows of a part as cells: of each column its mean, lowest and highest.
 *
 * @param {string} id
 * @param {string[]} columns those of the file
 * @param {string[]} own those of the part
 * @param {{data: Columns, view: Span | null}} part
 * @param {boolean} hasEdges
 */
function rowsOf(id, columns, own, {data: [times, ...values], view}, hasEdges) {
  const [first, last] = view ? [view.from.getTime() / 1000, view.to.getTime() / 1000] : [-Infinity, Infinity];
  const places = columns.flatMap((name) => {
    const i = own.indexOf(name);
    const edges = i < 0 ? [-1, -1] : [own.length + 2 * i + 1, own.length + 2 * i];
    return hasEdges ? [i, ...edges] : [i];
  });
  return times.flatMap((at, row) => {
    const cells = places.map((place) => cell(values[place]?.[row]));
    return at >= first && at < last && cells.some(Boolean) ? [[id, isoThere(at * 1000), ...cells]] : [];
  });
}

/**
 * What is seen of each unit, in the order of time; a column has its value, or its mean, lowest and highest.
 *
 * @param {Exported[]} all each with the same columns or others
 * @param {boolean} [hasEdges] whether they are means
 */
export function csvOf(all, hasEdges = true) {
  const columns = [...new Set(all.flatMap((one) => one.columns))];
  const head = ['inverter', 'datetime', ...columns.flatMap((name) => (hasEdges ? [name, `${name}_min`, `${name}_max`] : [name]))];
  const rows = all.flatMap(({id, columns: own, parts}) => parts.flatMap((part) => rowsOf(id, columns, own, part, hasEdges)));
  return [head, ...rows].map((line) => line.join(SEPARATOR) + LINE).join('');
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, '0');

/**
 * A time in a file's name: its day, and its minute where it is no midnight.
 *
 * @param {Date} date
 * @param {boolean} isDay
 */
function stampOf(date, isDay) {
  const [year, month, day, hour, minute] = clockOf(date.getTime());
  return `${year}-${two(month + 1)}-${two(day)}${isDay ? '' : `T${two(hour)}${two(minute)}`}`;
}

/**
 * What tells a file from others: what it is of, of which units, of which time.
 *
 * @param {string} what
 * @param {string[]} ids
 * @param {Span} span
 * @param {boolean} isPart whether it is no whole days
 * @param {string} kind
 */
export function fileName(what, ids, {from, to}, isPart, kind) {
  const first = stampOf(from, !isPart);
  const last = isPart ? stampOf(to, false) : stampOf(new Date(to.getTime() - 1000), true);
  const parts = ['sunherd', what, ids.join('+'), first === last ? first : `${first}_${last}`];
  return `${parts.map((part) => part.replace(/[^\w+-]+/g, '-')).join('_')}.${kind}`;
}

/**
 * What this page has heard in the last hour, or in a part of it, as a file.
 *
 * @param {{id: string, data: Columns}[]} heard
 * @param {string[]} columns
 * @param {Span | null} view null for all of it
 */
export function saveHeard(heard, columns, view) {
  const units = heard.map(({id, data}) => ({id: id || 'system', columns, parts: [{data, view}]}));
  const times = heard.flatMap(({data}) => [data[0][0], data[0].at(-1)]).filter((at) => at !== undefined);
  const span = view ?? {from: new Date(1000 * Math.min(...times)), to: new Date(1000 * Math.max(...times))};
  save(new Blob([csvOf(units, false)], {type: 'text/csv'}), fileName('hour', units.map(({id}) => id), span, true, 'csv'));
}

/**
 * Hands a file to the reader.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
