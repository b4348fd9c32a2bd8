// Titles, units of measure and meanings come from the hub's protocol tables; a language has its own words for their English.

import {get} from './api.js';
import {plain} from './format.js';
import {inWords, maybe, t} from './i18n.js';
import {FOLDER, recall, remember} from './prefs.js';

/** @type {Map<string, Tables>} */
const dialects = new Map();
/** @type {Set<string>} */
const asked = new Set();
/** @type {Map<string, {key: string, rule: string}>} */
let quantities = new Map();

/**
 * @param {{inquiries: Inquiry[], settings: NamedSetting[]}} dialect
 * @returns {Tables}
 */
function index(dialect) {
  const fields = new Map();
  for (const inquiry of dialect.inquiries) {
    for (const field of inquiry.fields) {
      fields.set(`${inquiry.name}.${field.key}`, field);
      fields.set(`${inquiry.code}.${field.key}`, field);
      if (!fields.has(field.key)) {
        fields.set(field.key, field);
      }
    }
  }
  return {
    fields,
    rows: dialect.inquiries,
    inquiries: new Map(dialect.inquiries.flatMap((row) => [[row.name, row], [row.code, row]])),
    settings: new Map(dialect.settings.map((row) => [row.name, row])),
  };
}

/**
 * @typedef {{system: {key: string, rule: string}[],
 *   dialects: {id: string, inquiries: Inquiry[], settings: NamedSetting[]}[]}} ToldTables
 */

/** @param {string} id */
const kept = (id) => `tables ${FOLDER} ${id}`;

/**
 * @param {string} id
 * @param {ToldTables} tables
 */
function take(id, tables) {
  quantities = new Map(tables.system.map((row) => [row.key, row]));
  tables.dialects
    .filter((dialect) => dialect.id === id)
    .forEach((dialect) => dialects.set(id, index(dialect)));
}

/**
 * The tables of these dialects as the hub told them last, while it cannot be asked.
 *
 * @param {(string | null | undefined)[]} ids
 */
export function recallTables(ids) {
  for (const id of ids) {
    const tables = id && !dialects.has(id) && recall(kept(id));
    if (tables) {
      take(id, tables);
    }
  }
}

/**
 * Fetches the tables of the dialects that the units speak, each once. Labels do without meanwhile.
 *
 * @param {(string | null | undefined)[]} ids
 */
export async function learn(ids) {
  const fresh = ids.flatMap((id) => (id && !asked.has(id) ? [id] : []));
  fresh.forEach((id) => asked.add(id));
  for (const id of fresh) {
    try {
      /** @type {ToldTables} */
      const tables = await get(`api/v1/protocol?dialect=${encodeURIComponent(id)}`);
      take(id, tables);
      remember(kept(id), tables);
    } catch {
      asked.delete(id);
    }
  }
  return fresh.length > 0;
}

/** @param {DialectId} dialect */
const tablesOf = (dialect) => (dialect ? dialects.get(dialect) : undefined);

/** @param {string} key */
export const human = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');

/**
 * What a dialect's units are asked over and over, unless it is told otherwise.
 *
 * @param {DialectId} dialect
 */
export const repeatedOf = (dialect) =>
  [...new Set(tablesOf(dialect)?.inquiries.values())].filter(({every_ms}) => every_ms > 0);

/**
 * The fields of an inquiry that are numbers.
 *
 * @param {DialectId} dialect
 * @param {string} cmd
 */
export const numbersOf = (dialect, cmd) =>
  (tablesOf(dialect)?.inquiries.get(cmd)?.fields ?? []).filter(({type}) => type === 'decimal' || type === 'whole');

/**
 * The fields that are parts of what a unit has of a total, as [command, field]: those that its own
 * cable tells over and over, or those that a parallel bus tells.
 *
 * @param {DialectId} dialect
 * @param {string} total
 * @param {boolean} overTheBus
 * @returns {[string, Field][]}
 */
export const partsOf = (dialect, total, overTheBus) =>
  (tablesOf(dialect)?.rows ?? [])
    .filter(({argument, every_ms}) => (overTheBus ? argument : !argument && every_ms > 0))
    .flatMap(({name, fields}) => fields.filter(({counts_as}) => counts_as === total).map((field) => [name, field]));

/**
 * The row of an inquiry by its name or code; with an argument behind it (QPGS2), by the code before that.
 *
 * @param {DialectId} dialect
 * @param {string} cmd
 * @returns {{row: Inquiry, argument: string} | undefined}
 */
export function inquiryOf(dialect, cmd) {
  const tables = tablesOf(dialect);
  const row = tables?.inquiries.get(cmd);
  if (row) {
    return {row, argument: ''};
  }
  const long = tables?.rows.find(({code, argument}) => argument && cmd.startsWith(code));
  return long && {row: long, argument: cmd.slice(long.code.length)};
}

/**
 * What the tables say of a field of a reading, or undefined.
 *
 * @param {DialectId} dialect
 * @param {string} cmd
 * @param {string} key
 */
export const field = (dialect, cmd, key) =>
  tablesOf(dialect)?.fields.get(`${inquiryOf(dialect, cmd)?.row.code ?? cmd}.${key}`) ?? tablesOf(dialect)?.fields.get(key);

/**
 * @param {DialectId} dialect
 * @param {string} cmd
 * @param {string} key
 * @returns {string}
 */
export function fieldTitle(dialect, cmd, key) {
  const {title, twin_of: word} = field(dialect, cmd, key) ?? {};
  if (word && key === `${word}_code`) {
    return t('unit.as_code', {title: fieldTitle(dialect, cmd, word)});
  }
  return title ? inWords(title) : (maybe(`beside.${key}`) ?? human(key));
}

/** @param {NamedSetting} setting */
export const settingTitle = ({name, title}) => inWords(title ?? human(name));

/**
 * What the tables of a dialect tell, or else any others: it is not known of a unit that is gone.
 *
 * @param {DialectId} dialect
 * @param {(tables: Tables) => string | null | undefined} find
 */
const anywhere = (dialect, find) =>
  [tablesOf(dialect), ...dialects.values()].map((tables) => tables && find(tables)).find(Boolean);

/**
 * The title of a setting that only its name is known of.
 *
 * @param {DialectId} dialect
 * @param {string} name
 */
export const settingTitleOf = (dialect, name) =>
  settingTitle({name, title: anywhere(dialect, ({settings}) => settings.get(name)?.title) ?? undefined});

/**
 * The number of a setting on the units' own display; null where none is known.
 *
 * @param {DialectId} dialect
 * @param {string} name
 */
export const programOf = (dialect, name) => tablesOf(dialect)?.settings.get(name)?.program ?? null;

/**
 * @param {DialectId} dialect
 * @param {string} cmd
 */
export function inquiryTitle(dialect, cmd) {
  const known = inquiryOf(dialect, cmd);
  const title = inWords(known?.row.title ?? human(cmd));
  return known?.argument ? `${title} (${known.argument})` : title;
}

/**
 * The rule a total is made by (sum, mean, max), once known.
 *
 * @param {string} key
 */
export const ruleOf = (key) => quantities.get(key)?.rule;

/**
 * A fault of which only the code is known.
 *
 * @param {string} name
 */
const unnamedFault = (name) => {
  const code = name.match(/^fault_(\d+)$/)?.[1];
  return code && maybe('alarms.fault', {code});
};

/** Where the tables tell what the name of a warning or fault stands for, and where what the code of a fault does. */
const NAMES = [['warnings', 'warnings'], ['warnings', 'faults'], ['parallel', 'faults']];
const CODES = [['parallel', 'fault_code'], ['warnings', 'fault_code'], ['warnings', 'fault']];

/**
 * @param {Tables} tables
 * @param {string[][]} places as [command, key]
 * @param {string | number} name
 */
const meaningIn = ({fields}, places, name) =>
  places.map(([cmd, key]) => (fields.get(`${cmd}.${key}`) ?? fields.get(key))?.meanings?.[name]).find(Boolean);

/**
 * A warning in words.
 *
 * @param {DialectId} dialect
 * @param {string} name
 */
export function warningTitle(dialect, name) {
  const title = anywhere(dialect, (tables) => meaningIn(tables, NAMES, name));
  return title ? inWords(title) : (unnamedFault(name) ?? human(name));
}

/**
 * A fault code in words, or undefined.
 *
 * @param {DialectId} dialect
 * @param {string | number} code
 */
export function faultCodeTitle(dialect, code) {
  const tables = tablesOf(dialect);
  const title = tables && meaningIn(tables, CODES, code);
  return title && inWords(title);
}

/**
 * What a reading tells besides of its own fields: which are calculated, or what came for those that cannot be read.
 *
 * @param {DialectId} dialect
 * @param {string} cmd
 * @param {object} told
 */
function aboutOthers(dialect, cmd, told) {
  const title = (/** @type {string} */ key) => (field(dialect, cmd, key) ? fieldTitle(dialect, cmd, key) : key);
  return Array.isArray(told)
    ? told.map((one) => title(String(one))).join(', ')
    : Object.entries(told).map(([key, raw]) => `${title(key)}: ${plain(raw)}`).join(', ');
}

/**
 * A value of a reading in words: warnings and faults as they are called, other words as the language has them.
 *
 * @param {DialectId} dialect
 * @param {string} cmd
 * @param {string} key
 * @param {unknown} value
 */
export function valueWords(dialect, cmd, key, value) {
  const of = field(dialect, cmd, key);
  if (!of && typeof value === 'object' && value) {
    return aboutOthers(dialect, cmd, value);
  }
  const names = Array.isArray(value) && Object.keys(of?.meanings ?? {}).length > 0;
  const told = names ? value.map((name) => warningTitle(dialect, name)) : value;
  return plain(told, of?.type);
}

/**
 * What a warning means and what to do about it, where a language file says so.
 *
 * @param {string} name
 */
export const warningMeaning = (name) => maybe(`warnings.${name}.meaning`);
