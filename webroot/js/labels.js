// Titles, units of measure and meanings come from the hub's protocol tables; a language file may
// translate a title, and never has to.

import {get} from './api.js';
import {maybe} from './i18n.js';

const dialects = new Map();
const asked = new Set();
let quantities = new Map();

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

/** Fetches the tables of the dialects that the units speak, each once. Labels do without meanwhile. */
export async function learn(ids) {
  const fresh = ids.filter((id) => id && !asked.has(id));
  fresh.forEach((id) => asked.add(id));
  for (const id of fresh) {
    try {
      const tables = await get(`/api/v1/protocol?dialect=${encodeURIComponent(id)}`);
      quantities = new Map(tables.system.map((row) => [row.key, row]));
      tables.dialects
        .filter((dialect) => dialect.id === id)
        .forEach((dialect) => dialects.set(id, index(dialect)));
    } catch {
      asked.delete(id);
    }
  }
  return fresh.length > 0;
}

const human = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');

/** What a dialect's units are asked over and over, unless it is told otherwise. */
export const repeatedOf = (dialect) =>
  [...new Set(dialects.get(dialect)?.inquiries.values())].filter(({every_ms}) => every_ms > 0);

/** The fields of an inquiry that are numbers. */
export const numbersOf = (dialect, cmd) =>
  (dialects.get(dialect)?.inquiries.get(cmd)?.fields ?? []).filter(({type}) => type === 'decimal' || type === 'whole');

/**
 * The fields that are parts of what a unit has of a total, as [command, field]: those that its own
 * cable tells, or those that a parallel bus tells.
 */
export const partsOf = (dialect, total, overTheBus) =>
  (dialects.get(dialect)?.rows ?? [])
    .filter(({argument}) => Boolean(argument) === overTheBus)
    .flatMap(({name, fields}) => fields.filter(({counts_as}) => counts_as === total).map((field) => [name, field]));

/** What the tables say of a field of a reading, or undefined. */
export const field = (dialect, cmd, key) =>
  dialects.get(dialect)?.fields.get(`${cmd}.${key}`) ?? dialects.get(dialect)?.fields.get(key);

export const fieldTitle = (dialect, cmd, key) =>
  maybe(`titles_of.${dialect}.${key}`) ?? maybe(`titles.${key}`) ?? field(dialect, cmd, key)?.title ?? human(key);

export const settingTitle = (setting) =>
  maybe(`settings_titles.${setting.name}`) ?? maybe(`titles.${setting.name}`) ?? setting.title ?? human(setting.name);

/** The title of a setting that only its name is known of. */
export const settingTitleOf = (dialect, name) =>
  settingTitle({name, title: dialects.get(dialect)?.settings.get(name)?.title});

export const inquiryTitle = (dialect, cmd) =>
  maybe(`inquiries.${cmd}`) ?? dialects.get(dialect)?.inquiries.get(cmd)?.title ?? human(cmd);

/** The rule a total is made by (sum, mean, max), once known. */
export const ruleOf = (key) => quantities.get(key)?.rule;

/** A fault of which only the code is known. */
const unnamedFault = (name) => {
  const code = name.match(/^fault_(\d+)$/)?.[1];
  return code && maybe('alarms.fault', {code});
};

/** A warning in words. */
export const warningTitle = (dialect, name) =>
  maybe(`warnings.${name}.title`) ??
  field(dialect, 'warnings', 'warnings')?.meanings?.[name] ??
  field(dialect, 'warnings', 'faults')?.meanings?.[name] ??
  unnamedFault(name) ??
  human(name);

/** A fault code in words, or undefined. */
export const faultCodeTitle = (dialect, code) =>
  field(dialect, 'warnings', 'fault_code')?.meanings?.[code] ?? field(dialect, 'warnings', 'fault')?.meanings?.[code];

/** What a warning means and what to do about it, where a language file says so. */
export const warningMeaning = (name) => maybe(`warnings.${name}.meaning`);
