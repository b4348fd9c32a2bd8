// What this browser remembers. Where it may not remember, it forgets: nothing breaks.

const PREFIX = 'sunherd.';

export function recall(key, fallback = null) {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the page goes on without.
  }
}

export const THEMES = ['auto', 'light', 'dark'];

/** Shows light or dark; auto leaves it to the browser. */
export function applyTheme(theme) {
  if (theme === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
}

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark, as it comes out. */
export const schemeOf = (theme) => (theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme);

/** Calls whenever the browser changes its mind. */
export const onScheme = (changed) => dark.addEventListener('change', changed);
