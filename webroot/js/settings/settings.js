// The settings of all units as rows: what belongs together, what is seldom wanted, and what a search finds.

import {get} from '../api.js';

/** What settings are about, by words of their names; the first that fits counts. */
/** @type {[string, RegExp][]} */
const ABOUT = [
  ['factory', /^(factory|erase|led)(_|$)/],
  ['priorities', /priority|operation_logic|input_voltage|feed_to_grid|pv_/],
  ['battery', /batt|charg|cv_|equali|bulk|float|discharg/],
  ['output', /output|ac_/],
];

/** What is seldom wanted, or wanted by nobody by mistake: it is folded. */
const FOLDED = ['untold', 'factory'];

export const GROUPS = ['priorities', 'battery', 'output', 'switches', ...FOLDED];

/**
 * The settings of all units as rows; what only some units have has empty places. Each unit's own is under {@code of}:
 * units of several protocols take other values. And which units they are of.
 *
 * @param {string[]} ids
 */
export async function load(ids) {
  const answers = await Promise.allSettled(ids.map((id) => get(`api/v1/inverters/${encodeURIComponent(id)}/settings`)));
  /** @type {Map<string, SettingRow>} */
  const rows = new Map();
  /** @type {Record<string, string | null>} */
  const serials = {};
  answers.forEach((answer, i) => {
    if (answer.status !== 'fulfilled') {
      return; // a unit that was not seen is none that can be meant
    }
    serials[ids[i]] = answer.value.serial ?? null;
    for (const setting of answer.value.settings ?? []) {
      const row = rows.get(setting.name) ?? {...setting, values: {}, of: {}};
      row.values[ids[i]] = setting.value;
      row.of[ids[i]] = setting;
      rows.set(setting.name, row);
    }
  });
  const failed = answers.flatMap((answer, i) => (answer.status === 'rejected' ? [{id: ids[i], error: answer.reason}] : []));
  return {rows: [...rows.values()], serials, failed};
}

/**
 * The values that units have, each once with those that have it, in the order of the units.
 *
 * @param {SettingRow} row
 * @returns {{value: SettingValue | undefined, units: string[]}[]}
 */
export function heldOf(row) {
  /** @type {Map<string, {value: SettingValue | undefined, units: string[]}>} */
  const held = new Map();
  for (const [id, value] of Object.entries(row.values)) {
    const key = JSON.stringify(value ?? null);
    const one = held.get(key) ?? {value, units: []};
    one.units.push(id);
    held.set(key, one);
  }
  return [...held.values()];
}

/**
 * The same row as these units have it; null where none of them has it.
 *
 * @param {SettingRow} row
 * @param {string[]} ids
 * @returns {SettingRow | null}
 */
export function rowOf(row, ids) {
  const some = ids.filter((id) => id in row.of);
  return some.length === 0
    ? null
    : {
        ...row.of[some[0]],
        values: Object.fromEntries(some.map((id) => [id, row.values[id]])),
        of: Object.fromEntries(some.map((id) => [id, row.of[id]])),
      };
}

/**
 * @param {SettingRow} row
 * @returns {string}
 */
export function groupOf(row) {
  const about = row.kind === 'action' ? 'factory' : (ABOUT.find(([, words]) => words.test(row.name))?.[0] ?? 'switches');
  const isTold = Object.values(row.values).some((value) => value !== null && value !== undefined);
  return about === 'factory' || isTold ? about : 'untold';
}

/**
 * Whether the hub knows no value of a unit yet, as in its first seconds: it reads them all at once.
 *
 * @param {SettingRow[]} rows
 * @param {string} id
 */
export function isUnread(rows, id) {
  const own = rows.filter((row) => row.of[id] && row.kind !== 'action');
  return own.length > 0 && own.every((row) => (row.values[id] ?? null) === null);
}

const [SOON_MS, SELDOM_MS] = [3000, 60000];

/**
 * How long until it is looked again for the settings of units, in milliseconds; null where there is no need to. A hub that has just
 * started has read them by then, or will have soon; a unit that is off, or tells no value, may be so for days. What is seen while
 * the hub is lost stays.
 *
 * @param {SettingRow[]} rows
 * @param {string[]} ids
 * @param {number} looks how often it was looked since the hub is there
 * @param {boolean} isLive whether it is
 */
export const pauseOf = (rows, ids, looks, isLive) =>
  isLive && ids.some((id) => isUnread(rows, id)) ? Math.min(SOON_MS * 2 ** looks, SELDOM_MS) : null;

/** @param {string} group */
export const isFolded = (group) => FOLDED.includes(group);

/**
 * Without accents and capitals: who searches types neither.
 *
 * @param {string} text
 */
const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Whether each word of what is searched for is in a text.
 *
 * @param {string} wanted
 * @param {string} text
 */
export const finds = (wanted, text) =>
  bare(wanted)
    .split(/\s+/)
    .every((word) => bare(text).includes(word));

/** @param {SettingRow} row */
const knownOf = (row) => heldOf(row).filter(({value}) => value !== null && value !== undefined);

/**
 * Whether units have other values; a value that nobody knows is no other one.
 *
 * @param {SettingRow} row
 */
export const isUnlike = (row) => knownOf(row).length > 1;

/**
 * Whether all units can be meant at once: the hub writes to every one it has, seen here or not, and what a unit is to do is
 * for that one.
 *
 * @param {SettingRow} row
 * @param {string[]} ids all units of the hub
 */
export const mayBeForAll = (row, ids) => ids.length > 1 && row.kind !== 'action' && ids.every((id) => id in row.of);

/** @param {{about: About}[]} units */
const areOneSystem = ([first, ...others]) => Boolean(first.about.system) && others.every(({about}) => about.system === first.about.system);

/**
 * Whether a change of it is meant for all units unless somebody says otherwise: what paralleled units share, and else what
 * all of them are known to have alike by now. What is dangerous is for one.
 *
 * @param {SettingRow} row
 * @param {{id: string, about: About}[]} units all units of the hub
 */
export function isForAll(row, units) {
  const dangerous = Object.values(row.of).some((one) => one.dangerous);
  if (dangerous || knownOf(row).length === 0 || !mayBeForAll(row, units.map(({id}) => id))) {
    return false;
  }
  return row.scope === 'system' ? areOneSystem(units) : heldOf(row).length === 1;
}
