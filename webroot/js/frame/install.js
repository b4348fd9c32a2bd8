// The offer to install the page as an app, where the browser makes one; on iOS the way there, in words.

import {html} from '../html.js';
import {t} from '../i18n.js';

/** @type {(Event & {prompt(): Promise<unknown>}) | null} */
let offer = null;

// What is on the screen is drawn once a second, and this with it.
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = /** @type {Event & {prompt(): Promise<unknown>}} */ (event);
});
addEventListener('appinstalled', () => {
  offer = null;
});

/** An offer holds once. */
function take() {
  offer?.prompt();
  offer = null;
}

/** Safari on iOS, which makes no offer, says whether it was started from the home screen; no other browser does. */
const isInSafari = () => 'standalone' in navigator && navigator.standalone === false;

export const Install = () => {
  if (offer) {
    return html`<button class="text" onClick=${take}>${t('install.offer')}</button> · `;
  }
  return isInSafari() && html`<details class="home"><summary>${t('install.home')}</summary>${t('install.ios')}</details>`;
};
