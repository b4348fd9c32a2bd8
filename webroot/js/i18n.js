// The page's texts: one file a language. What a file lacks is said in English.

/** @type {Record<string, string>} */
export const LANGUAGES = {en: 'English', de: 'Deutsch', es: 'Español', uk: 'Українська'};

let language = 'en';
/** @type {Texts} */
let english = {};
/** @type {Texts} */
let words = {};
let variant = '';
let plural = new Intl.PluralRules('en');

/** The language the browser's user likes best, of those there are. */
export function preferred() {
  const wanted = navigator.languages ?? [navigator.language];
  return wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? 'en';
}

/**
 * @param {string} tag
 * @returns {Promise<Texts>}
 */
const load = async (tag) => (await fetch(`lang/${tag}.json`)).json();

/** @param {string} tag */
export async function speak(tag) {
  const chosen = tag in LANGUAGES ? tag : 'en';
  [english, words] = await Promise.all([load('en'), chosen === 'en' ? {} : load(chosen)]);
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
 * @param {Texts} texts
 * @param {string} path
 * @returns {Texts | string | undefined}
 */
const find = (texts, path) => path.split('.').reduce((node, key) => node?.[key], texts);

/**
 * @param {string} path
 */
const said = (path) => find(words, path) ?? find(english, path);

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
