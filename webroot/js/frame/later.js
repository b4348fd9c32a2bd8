// Views that are wanted seldom: each is fetched when it is first looked at.

import {html, useEffect, useState} from '../html.js';
import {t} from '../i18n.js';

let isSame = async () => true;

/**
 * @param {() => Promise<boolean>} asked whether the hub still has the files that the page is made of: else it is loaded anew, and
 *   no view fetched
 */
export const fetchWhile = (asked) => {
  isSame = asked;
};

/** @typedef {(shared: any) => unknown} View */

/**
 * @param {() => Promise<View>} load
 * @returns {View}
 */
const fetched = (load) => {
  /** @type {View | null} */
  let Chosen = null; // once there, it is drawn at once
  return (shared) => {
    const [isLost, setLost] = useState(false);
    const [, setThere] = useState(false);
    useEffect(() => {
      if (Chosen) {
        return;
      }
      const asked = isSame().then((same) => (same ? load() : new Promise(() => {})));
      asked.then(
        (view) => {
          Chosen = view;
          setThere(true);
          setLost(false);
        },
        () => setLost(true),
      );
    }, [shared.page.connections]); // what failed while the hub was lost is fetched once it is back
    if (Chosen) {
      return html`<${Chosen} ...${shared} />`;
    }
    return isLost
      ? html`<p role="alert">${t('lost.view')}</p>`
      : html`<p class="faint connecting" role="status">${t('lost.fetching')}</p>`;
  };
};

export const Setup = fetched(async () => (await import('../setup/view.js')).SetupPage);
export const ChartsPage = fetched(async () => (await import('../charts/view.js')).ChartsPage);
export const Past = fetched(async () => (await import('../charts/period.js')).Past);
export const SettingsPage = fetched(async () => (await import('../settings/view.js')).SettingsPage);
export const ChangesPage = fetched(async () => (await import('../settings/changes.js')).ChangesPage);
export const UnitPage = fetched(async () => (await import('../unit/view.js')).UnitPage);
