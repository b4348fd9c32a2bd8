// The top of the page: where one is, how the hub is reached, and who is logged in.

import {html} from '../html.js';
import {LANGUAGES, currentLanguage, t} from '../i18n.js';
import {THEMES} from '../prefs.js';
import {Icon} from './icons.js';

const PLACES = [
  ['', 'units'],
  ['charts', 'chart'],
  ['alarms', 'bell'],
  ['settings', 'settings'],
  ['changes', 'list'],
  ['setup', 'inverter'],
];
const SEVERITIES = ['fault', 'warning', 'info'];

/** @param {Alarm[]} fresh */
const said = (fresh) => t('alarms.bell', {n: fresh.length});

/**
 * How many alarms nobody has seen to, in the colour of the worst.
 *
 * @param {{fresh: Alarm[]}} props
 */
const Count = ({fresh}) => {
  const worst = SEVERITIES.find((severity) => fresh.some((alarm) => alarm.severity === severity)) ?? 'warning';
  return fresh.length > 0 && html`<span class="count ${worst}">${fresh.length}</span>`;
};

/** @param {{place: string, fresh: Alarm[]}} props */
const Places = ({place, fresh}) => html`
  <nav class="places" aria-label=${t('nav.label')}>
    ${PLACES.map(
      ([name, icon]) => html`
        <a href="#/${name}" aria-current=${place === name ? 'page' : undefined} aria-label=${name === 'alarms' ? said(fresh) : undefined}>
          <${Icon} name=${icon} /><span>${t(`nav.${name || 'overview'}`)}</span>
          ${name === 'alarms' && html`<${Count} fresh=${fresh} />`}
        </a>
      `,
    )}
  </nav>
`;

/**
 * The bell at the top where the places are at the bottom.
 *
 * @param {{fresh: Alarm[]}} props
 */
const Bell = ({fresh}) => html`
  <a class="plain bell" href="#/alarms" aria-label=${said(fresh)}><${Icon} name="bell" /><${Count} fresh=${fresh} /></a>
`;

/** @param {{hub: Page['hub']}} props */
const HubChip = ({hub}) => html`
  <span class="hub ${hub.status}" role="status">
    <span class="dot" aria-hidden="true"></span>${t(`hub.${hub.status}`)}
  </span>
`;

/**
 * @param {{label: string, icon: string, value: string, options: [string, string][],
 *   onChoose: Choose}} props
 */
const Choice = ({label, icon, value, options, onChoose}) => html`
  <label class="choice" title=${label}>
    ${icon && html`<${Icon} name=${icon} />`}
    <span class="only-heard">${label}</span>
    <select value=${value} onChange=${(event) => onChoose(event.target.value)}>
      ${options.map(([key, text]) => html`<option value=${key} selected=${key === value}>${text}</option>`)}
    </select>
  </label>
`;

/** @param {{session: Session, actions: Actions}} props */
const User = ({session, actions}) => {
  if (session.user) {
    return html`<button class="plain" onClick=${actions.logout}>
      <${Icon} name="user" /><span>${t('session.logout', {user: session.user})}</span>
    </button>`;
  }
  return session.users
    ? html`<button class="plain" onClick=${actions.askLogin}>
        <${Icon} name="user" /><span>${t('session.login')}</span>
      </button>`
    : null;
};

/**
 * @param {{place: string, hub: Page['hub'], fresh: Alarm[], session: Session, theme: string, actions: Actions}} props
 */
export const Header = ({place, hub, fresh, session, theme, actions}) => html`
  <header class="top">
    <a class="name" href="#/"><img src="icon.svg" alt="" width="26" height="26" /><span>Sunherd</span></a>
    <${HubChip} hub=${hub} />
    <${Places} place=${place} fresh=${fresh} />
    <div class="tools">
      <${Bell} fresh=${fresh} />
      <${Choice}
        label=${t('theme.label')}
        icon="theme"
        value=${theme}
        options=${THEMES.map((name) => [name, t(`theme.${name}`)])}
        onChoose=${actions.setTheme}
      />
      <${Choice}
        label=${t('language')}
        value=${currentLanguage()}
        options=${Object.keys(LANGUAGES).map((tag) => [tag, tag.toUpperCase()])}
        onChoose=${actions.setLanguage}
      />
      <a class="plain" href="#/wall" title=${t('wall.enter')}><${Icon} name="wall" /><span class="only-heard">${t('wall.enter')}</span></a>
      <${User} session=${session} actions=${actions} />
    </div>
  </header>
`;
