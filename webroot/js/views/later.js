// Views that are wanted seldom: each is fetched when it is first looked at.

import {html, useEffect, useState} from '../html.js';
import {t} from '../i18n.js';

/** @typedef {(shared: any) => unknown} View */

/**
 * @param {() => Promise<View>} load
 * @returns {View}
 */
const fetched = (load) => (shared) => {
  const [view, setView] = useState(/** @type {{Chosen?: View, isLost?: boolean}} */ ({}));
  useEffect(() => {
    load().then(
      (Chosen) => setView({Chosen}),
      () => setView({isLost: true}),
    );
  }, []);
  if (view.isLost) {
    return html`<p role="alert">${t('lost.view')}</p>`;
  }
  return view.Chosen ? html`<${view.Chosen} ...${shared} />` : html`<p class="faint connecting" role="status">${t('lost.fetching')}</p>`;
};

export const Setup = fetched(async () => (await import('./setup.js')).SetupPage);
