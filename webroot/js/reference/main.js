// The reference of the API: openapi.yaml, to be read.

import {load} from '../../vendor/js-yaml.js';
import {html, render} from '../html.js';
import {applyTheme, recall} from '../prefs.js';
import {read} from './document.js';
import {Page} from './page.js';

const root = /** @type {HTMLElement} */ (document.getElementById('root'));
/** @type {any} */
let reference = null;
let filter = '';

function draw() {
  render(html`<${Page} reference=${reference} filter=${filter} onFilter=${find} />`, root);
}

/** @param {string} words */
function find(words) {
  filter = words;
  draw();
}

/** The browser looks for the place in the address before there is any. */
function goToPlace() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (place) {
    place.scrollIntoView();
  }
}

applyTheme(recall('theme', 'auto'));
try {
  const answer = await fetch('openapi.yaml');
  if (!answer.ok) {
    throw new Error(`openapi.yaml: ${answer.status}`);
  }
  reference = read(load(await answer.text()));
  draw();
  goToPlace();
} catch (failure) {
  const error = /** @type {Error} */ (failure);
  render(html`<main><p class="error" role="alert">The description cannot be shown: ${error.message}</p></main>`, root);
}

addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById('filter')?.focus();
  } else if (event.key === 'Escape' && typing) {
    find('');
  }
});
