// Warnings and faults: what is wrong now, what somebody has seen, what is over.

import {html} from '../html.js';
import {moment, span} from '../format.js';
import {t} from '../i18n.js';
import {faultCodeTitle, warningMeaning, warningTitle} from '../labels.js';
import {Icon} from './icons.js';
import {Differences} from './overview.js';
import {Empty} from './parts.js';

const ICONS = {fault: 'fault', warning: 'warning', lost: 'offline'};

/**
 * @param {Alarm} alarm
 * @param {DialectId} protocol
 */
const title = (alarm, protocol) =>
  alarm.source === 'state' ? t('alarms.unreachable') : warningTitle(protocol, alarm.name);

/**
 * @param {Alarm} alarm
 * @param {DialectId} protocol
 */
const meaning = (alarm, protocol) => {
  if (alarm.source === 'state') {
    return alarm.error ?? t('alarms.unreachable_why');
  }
  const code = alarm.code && faultCodeTitle(protocol, alarm.code);
  return [alarm.code && t('alarms.code', {code: alarm.code, words: code ?? '–'}), warningMeaning(alarm.name)]
    .filter(Boolean)
    .join(' ');
};

/** @param {Alarm} alarm */
const lasted = (alarm) =>
  span(Math.max(0, Math.round((Date.parse(alarm.until ?? alarm.since) - Date.parse(alarm.since)) / 1000)));

/** @param {{alarm: Alarm, protocol: DialectId, onAcknowledge: (key: string) => void}} props */
const Alarm = ({alarm, protocol, onAcknowledge}) => html`
  <li class="alarm ${alarm.severity} ${alarm.until ? 'past' : ''}">
    <${Icon} name=${ICONS[alarm.severity]} />
    <div>
      <h3>${title(alarm, protocol)} <span class="faint">${t(`severity.${alarm.severity}`)}</span></h3>
      <p class="facts-line">
        <a href="#/unit/${alarm.unit}">${alarm.unit}</a>
        <span>${alarm.until ? t('alarms.was', {at: moment(alarm.since), for: lasted(alarm)}) : t('alarms.since', {at: moment(alarm.since)})}</span>
      </p>
      ${meaning(alarm, protocol) && html`<p>${meaning(alarm, protocol)}</p>`}
    </div>
    ${onAcknowledge && html`<button onClick=${() => onAcknowledge(alarm.key)}>${t('alarms.acknowledge')}</button>`}
    ${alarm.acknowledged && !alarm.until && html`<span class="faint">${t('alarms.seen', {at: moment(alarm.acknowledged)})}</span>`}
  </li>
`;

/**
 * @param {{name: string, list: Alarm[], protocols: Map<string, DialectId>,
 *   onAcknowledge: (key: string) => void, children?: [any]}} props
 */
const Section = ({name, list, protocols, onAcknowledge, children}) => html`
  <section aria-labelledby="alarms-${name}">
    <h2 id="alarms-${name}">${t(`alarms.${name}`)} <span class="faint">${list.length}</span></h2>
    ${list.length === 0 ? html`<p class="faint none">${t(`alarms.none_${name}`)}</p>` : html`<ul class="alarms">
      ${list.map((alarm) => html`<${Alarm} key=${`${alarm.key} ${alarm.until ?? ''}`} alarm=${alarm} protocol=${protocols.get(alarm.unit)} onAcknowledge=${onAcknowledge} />`)}
    </ul>`}
    ${children}
  </section>
`;

/** @param {{page: Page, actions: Actions}} props */
export const AlarmsPage = ({page, actions}) => {
  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  const active = [...page.alarms.active.values()];
  const fresh = active.filter((alarm) => !alarm.acknowledged);
  const seen = active.filter((alarm) => alarm.acknowledged);
  const {past} = page.alarms;
  return html`
    <h1>${t('nav.alarms')}</h1>
    ${active.length === 0 && past.length === 0 && (page.system?.differences ?? []).length === 0
      ? html`<${Empty} icon="check" title=${t('alarms.fine')}>${t('alarms.fine_why')}<//>`
      : html`
          <${Section} name="active" list=${fresh} protocols=${protocols} onAcknowledge=${actions.acknowledge} />
          ${seen.length > 0 && html`<${Section} name="acknowledged" list=${seen} protocols=${protocols} />`}
          <${Differences} list=${page.system?.differences ?? []} />
          ${past.length > 0 &&
          html`<${Section} name="past" list=${past} protocols=${protocols}>
            <p class="faint">${t('alarms.kept')} <button class="text" onClick=${actions.clearPast}>${t('alarms.clear')}</button></p>
          <//>`}
        `}
  `;
};
