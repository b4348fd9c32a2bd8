// What this browser remembers. Where it may not remember, it forgets: nothing breaks.

const PREFIX = 'sunherd.';

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
 * @param {unknown} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the page goes on without.
  }
}

export const THEMES = ['auto', 'light', 'dark'];

/** Who sees the colours of the night. */
const NIGHT = '(prefers-color-scheme: dark)';
/** @type {Record<string, string>} */
const SEEN_BY = {auto: NIGHT, light: 'not all', dark: 'all'};
const dark = matchMedia(NIGHT);

/**
 * Shows light or dark; auto leaves it to the browser.
 *
 * @param {string} theme
 */
export function applyTheme(theme) {
  const colours = /** @type {HTMLLinkElement} */ (document.getElementById('night'));
  colours.media = SEEN_BY[theme] ?? NIGHT;
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
