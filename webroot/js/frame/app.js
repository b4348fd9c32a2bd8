// The page as a whole.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {newsOf} from '../alarms/alarms.js';
import {AlarmsPage, alarmTitle} from '../alarms/view.js';
import {HubLost, OtherZone} from './banners.js';
import {Header} from './header.js';
import {ChangesPage, ChartsPage, SettingsPage, Setup, UnitPage} from './later.js';
import {Login} from './login.js';
import {Overview} from '../overview/view.js';
import {Empty} from './parts.js';
import {Wall} from '../wall/view.js';

/** @type {Record<string, (shared: {page: Page, actions: Actions}) => unknown>} */
const VIEWS = {
  charts: ChartsPage,
  alarms: AlarmsPage,
  settings: SettingsPage,
  changes: ChangesPage,
  setup: Setup,
};

/** @param {{page: Page, actions: Actions}} props */
const View = ({page, actions}) => {
  if (page.closed) {
    return html`<${Empty} icon="user" title=${t('access.closed')}>
      <button class="primary" onClick=${actions.askLogin}>${t('session.login')}</button>
    <//>`;
  }
  if (page.first && !page.place) {
    return html`<${Setup} page=${page} actions=${actions} />`;
  }
  if (!page.told && !page.first) {
    return html`<p class="faint connecting" role="status">${t('connecting')}</p>`;
  }
  if (page.place === 'unit') {
    return html`<${UnitPage} page=${page} id=${page.rest} />`;
  }
  const Chosen = Object.hasOwn(VIEWS, page.place) ? VIEWS[page.place] : Overview;
  return html`<${Chosen} page=${page} actions=${actions} />`;
};

/**
 * The newest alarm is told aloud, once, when whatever else is said has been said.
 *
 * @param {{page: Page}} props
 */
const News = ({page}) => {
  const alarm = newsOf(page.alarms);
  const protocol = page.units.find(({id}) => id === alarm?.inverter)?.about.protocol;
  return html`<p class="only-heard" aria-live="polite">${alarm && [t('alarms.new'), alarmTitle(alarm, protocol), alarm.inverter].filter(Boolean).join(' ')}</p>`;
};

/** @param {{page: Page, actions: Actions}} props */
export const App = ({page, actions}) => {
  const login = page.loginAsked && html`<${Login} onLogin=${actions.login} onClose=${actions.closeLogin} />`;
  if (page.place === 'wall' && !page.closed) {
    return html`<${Wall} page=${page} />${login}`;
  }
  return html`
    <a class="skip" href="#content" onClick=${(event) => {
      event.preventDefault();
      document.getElementById('content')?.focus();
    }}>${t('nav.skip')}</a>
    <${Header} place=${page.place} hub=${page.hub} fresh=${page.alarms.fresh} session=${page.session} theme=${page.theme} actions=${actions} />
    <${News} page=${page} />
    <${HubLost} hub=${page.hub} told=${page.told} />
    <${OtherZone} />
    <main id="content" tabindex="-1" class="place-${page.place || 'overview'}"><${View} page=${page} actions=${actions} /></main>
    <footer class="foot"><a href="api.html">API</a></footer>
    ${login}
  `;
};
