// The page's texts: one whole file a language. What the protocol tables tell in English has its words there, too.

/** @type {Record<string, string>} */
export const LANGUAGES = {en: 'English', de: 'Deutsch', es: 'Español', uk: 'Українська'};

let language = 'en';
/** @type {Texts} */
let words = {};
let variant = '';
let plural = new Intl.PluralRules('en');

/** The language the browser's user likes best, of those there are. */
export function preferred() {
  const wanted = navigator.languages ?? [navigator.language];
  return wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? 'en';
}

/** @param {string} tag */
export async function speak(tag) {
  const chosen = tag in LANGUAGES ? tag : 'en';
  const answer = await fetch(`lang/${chosen}.json`);
  if (!answer.ok) {
    throw new Error(`The words of ${chosen} are not there: HTTP ${answer.status}.`);
  }
  words = await answer.json();
  language = chosen;
  plural = new Intl.PluralRules(locale());
  document.documentElement.lang = chosen;
}

/** The locale of numbers and times: the browser's own where it is of the chosen language. */
export function locale() {
  const tags = navigator.languages ?? [navigator.language];
  return tags.find((tag) => tag.slice(0, 2) === language) ?? language;
}

export const currentLanguage = () => language;

/**
 * @param {string} path
 * @returns {Texts | string | undefined}
 */
const said = (path) => path.split('.').reduce((node, key) => node?.[key], words);

/**
 * Says what has another name here by that one: 'grid_generator' in place of 'grid'.
 *
 * @param {string} name as the hub tells it
 */
export function callBy(name) {
  variant = name;
}

/** The name that was given by callBy. */
export const calledBy = () => variant;

/**
 * A text by its path, or undefined. {name} in it is filled in; a plural is chosen by {n}.
 *
 * @param {string} path
 * @param {Record<string, unknown>} values
 * @returns {string | undefined}
 */
export function maybe(path, values = {}) {
  let text = (variant && said(`${path}_${variant}`)) || said(path);
  if (text && typeof text === 'object') {
    text = text[plural.select(Number(values.n))] ?? text.other;
  }
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : undefined;
}

/**
 * A text by its path; the path itself where there is none, so that it shows.
 *
 * @param {string} path
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export const t = (path, values) => maybe(path, values) ?? path;

/**
 * What the protocol tables tell in English (a title, a warning, a fault) in this language; as it is where the language
 * has no other words for it.
 *
 * @param {string} english
 * @returns {string}
 */
export const inWords = (english) => words.tables?.[english] ?? english;
