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

export const Setup = fetched(async () => (await import('../setup/view.js')).SetupPage);
export const ChartsPage = fetched(async () => (await import('../charts/view.js')).ChartsPage);
export const SettingsPage = fetched(async () => (await import('../settings/view.js')).SettingsPage);
export const ChangesPage = fetched(async () => (await import('../settings/changes.js')).ChangesPage);
export const UnitPage = fetched(async () => (await import('../unit/view.js')).UnitPage);
