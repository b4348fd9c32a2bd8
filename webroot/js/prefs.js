// What this browser remembers. Where it may not remember, it forgets: nothing breaks.

const PREFIX = 'sunherd.';

/** Where this hub is on its host, which may have others elsewhere. */
export const FOLDER = location.pathname.replace(/[^/]*$/, '');

/**
 * @param {string} key
 * @param {any} fallback
 * @returns {any}
 */
export function recall(key, fallback = null) {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

/**
 * @param {string} key
 * @param {string} text JSON
 */
export function keep(key, text) {
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // A full or forbidden store: the page goes on without.
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export const remember = (key, value) => keep(key, JSON.stringify(value));

/** @param {string} key */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Where nothing may be kept, nothing was.
  }
}

export const THEMES = ['auto', 'light', 'dark'];

const DAY = '(prefers-color-scheme: light)';
const NIGHT = '(prefers-color-scheme: dark)';
/** Who sees the colours of the day, and who those of the night. */
/** @type {Record<string, [string, string]>} */
const SEEN_BY = {auto: [DAY, NIGHT], light: ['all', 'not all'], dark: ['not all', 'all']};
const dark = matchMedia(NIGHT);

/**
 * Shows light or dark; auto leaves it to the browser.
 *
 * @param {string} theme
 */
export function applyTheme(theme) {
  const [day, night] = SEEN_BY[theme] ?? SEEN_BY.auto;
  const colours = /** @type {HTMLLinkElement} */ (document.getElementById('night'));
  colours.media = night;
  // What the browser paints around the page: by day first, then by night.
  document.querySelectorAll('meta[name=theme-color]').forEach((meta, i) => meta.setAttribute('media', i ? night : day));
}

/**
 * Light or dark, as it comes out.
 *
 * @param {string} theme
 */
export const schemeOf = (theme) => (theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme);

/**
 * Calls whenever the browser changes its mind.
 *
 * @param {() => void} changed
 */
export const onScheme = (changed) => dark.addEventListener('change', changed);
