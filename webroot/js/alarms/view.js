// Alarms: what needs somebody, what somebody has seen, what is over. The hub keeps them.

import {html, useState} from '../html.js';
import {aspectOf, lasted} from './alarms.js';
import {evidenceRows} from './evidence.js';
import {measure, moment, plain, span} from '../format.js';
import {maybe, t} from '../i18n.js';
import {faultCodeTitle, fieldTitle, human, settingTitleOf, warningMeaning, warningTitle} from '../labels.js';
import {Access} from '../frame/access.js';
import {Icon} from '../frame/icons.js';
import {Empty} from '../frame/parts.js';

const ICONS = {fault: 'fault', warning: 'warning', info: 'info'};
const FIRST_PAST = 20;

/** @typedef {Map<string, DialectId>} Protocols */

/** @param {Alarm} alarm */
const namesOf = ({evidence}) => [...(evidence.faults ?? []), ...(evidence.warnings ?? [])];

/**
 * An alarm in a few words: the unit's own where it has some.
 *
 * @param {Alarm} alarm
 * @param {DialectId} protocol
 * @returns {string}
 */
export function alarmTitle(alarm, protocol) {
  const names = namesOf(alarm);
  const code = alarm.evidence.fault_code;
  if (names.length > 0) {
    return names.map((name) => warningTitle(protocol, name)).join(', ');
  }
  return (
    (code && faultCodeTitle(protocol, code)) ||
    (maybe(`alarms.kinds.${aspectOf(alarm)}.title`) ?? maybe(`alarms.kinds.${alarm.kind}.title`) ?? human(alarm.kind))
  );
}

/**
 * @param {DialectId} protocol
 * @returns {Wording}
 */
const wording = (protocol) => ({
  title: (key) => maybe(`evidence.${key}`) ?? fieldTitle(protocol, 'status', key),
  setting: (name) => settingTitleOf(protocol, name),
  measure,
  plain(key, value) {
    if (key === 'last_seen') {
      return moment(String(value));
    }
    if (key === 'fault_code') {
      return [String(value), faultCodeTitle(protocol, /** @type {string} */ (value))].filter(Boolean).join(': ');
    }
    if (key === 'mode' || key === 'last_mode') {
      return maybe(`modes.${value}`) ?? plain(value);
    }
    return key === 'string' || key === 'twin' ? fieldTitle(protocol, 'status', String(value)) : plain(value);
  },
});

/** @param {{alarm: Alarm, protocol: DialectId}} props */
const Advice = ({alarm, protocol}) => {
  const of = (/** @type {string} */ what) =>
    maybe(`alarms.kinds.${aspectOf(alarm)}.${what}`) ?? maybe(`alarms.kinds.${alarm.kind}.${what}`);
  const means = namesOf(alarm).map(warningMeaning).filter(Boolean);
  const rows = evidenceRows(alarm.evidence, wording(protocol));
  return html`
    <dl class="advice">
      ${(means.length > 0 || of('means')) && html`<div><dt>${t('alarms.means')}</dt><dd>${means.join(' ') || of('means')}</dd></div>`}
      ${of('do') && html`<div><dt>${t('alarms.do')}</dt><dd>${of('do')}</dd></div>`}
    </dl>
    ${rows.length > 0 &&
    html`<details class="evidence">
      <summary>${t('alarms.evidence')}</summary>
      <dl class="advice">${rows.map(([title, text]) => html`<div><dt>${title}</dt><dd>${text}</dd></div>`)}</dl>
    </details>`}
  `;
};

/** @param {{id: string, actions: Actions}} props */
const Acknowledge = ({id, actions}) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {string | null} */ (null));
  async function acknowledge() {
    setBusy(true);
    setError(null);
    try {
      await actions.acknowledge(id);
    } catch (failure) {
      const {status, message} = /** @type {any} */ (failure);
      setError(status ? message : t('lost.title'));
    }
    setBusy(false);
  }
  return html`
    <button disabled=${busy} onClick=${acknowledge}>${t('alarms.acknowledge')}</button>
    ${error && html`<p class="error" role="alert">${error}</p>`}
  `;
};

/** @param {{alarm: Alarm, protocols: Protocols, roots: Map<string, Alarm>, may?: boolean, actions: Actions}} props */
const Item = ({alarm, protocols, roots, may, actions}) => {
  const protocol = protocols.get(alarm.inverter ?? '');
  const root = roots.get(alarm.cause ?? '');
  const spell = lasted(alarm);
  return html`
    <li class="alarm ${alarm.severity} ${spell === null ? '' : 'past'}" data-alarm=${alarm.id}>
      <${Icon} name=${ICONS[alarm.severity] ?? 'warning'} />
      <div>
        <h3>${alarmTitle(alarm, protocol)} <span class="faint">${t(`severity.${alarm.severity}`)}</span></h3>
        <p class="facts-line">
          ${alarm.inverter ? html`<a href="#/unit/${alarm.inverter}">${alarm.inverter}</a>` : html`<span>${t('alarms.of_system')}</span>`}
          <span>${spell === null ? t('alarms.since', {at: moment(alarm.since)}) : t('alarms.was', {at: moment(alarm.since), for: span(spell)})}</span>
          ${alarm.acknowledged_by && html`<span class="faint">${t('alarms.seen', {by: alarm.acknowledged_by})}</span>`}
        </p>
        <p lang="en">${alarm.text}</p>
        ${root && html`<p class="faint">${t('alarms.cause', {what: alarmTitle(root, protocols.get(root.inverter ?? '')), unit: root.inverter ?? t('alarms.of_system')})}</p>`}
        <${Advice} alarm=${alarm} protocol=${protocol} />
      </div>
      ${may && html`<div class="act"><${Acknowledge} id=${alarm.id} actions=${actions} /></div>`}
    </li>
  `;
};

/**
 * @param {{name: string, list: Alarm[], all: Page['alarms'], protocols: Protocols, may?: boolean, actions: Actions,
 *   count?: number, children?: [any]}} props
 */
const Section = ({name, list, all, protocols, may, actions, count = list.length, children}) => html`
  <section aria-labelledby="alarms-${name}">
    <h2 id="alarms-${name}">${t(`alarms.${name}`)} <span class="faint">${count}</span></h2>
    ${list.length === 0 ? html`<p class="faint none">${t(`alarms.none_${name}`)}</p>` : html`<ul class="alarms">
      ${list.map((alarm) => html`<${Item} key=${alarm.id} alarm=${alarm} protocols=${protocols} roots=${all.known} may=${may} actions=${actions} />`)}
    </ul>`}
    ${children}
  </section>
`;

/** @param {{alarms: Page['alarms']}} props */
const Missed = ({alarms}) =>
  alarms.status === 'missed' && html`<p class="note" role="alert"><${Icon} name="warning" />${t('alarms.missed')} ${alarms.error}</p>`;

/**
 * Of when they are, where the hub is not there to tell more.
 *
 * @param {{page: Page}} props
 */
const AsOf = ({page: {hub, now}}) => {
  const at = new Date(Date.now() - (now - hub.since)).toISOString();
  return html`<p class="note as-of"><${Icon} name="cloud" />${t('alarms.as_of', {at: moment(at)})}</p>`;
};

/**
 * Where none is known: whether there is none, or nobody has told.
 *
 * @param {{page: Page}} props
 */
const None = ({page: {alarms, hub}}) => {
  const isLost = hub.status === 'lost';
  if (alarms.status === 'told') {
    return html`<${Empty} icon="check" title=${t(isLost ? 'alarms.was_fine' : 'alarms.fine')}>${!isLost && t('alarms.fine_why')}<//>`;
  }
  if (isLost) {
    return html`<${Empty} icon="cloud" title=${t('lost.away')}>${t('alarms.not_kept')}<//>`;
  }
  return alarms.status === 'missed' ? null : html`<p class="faint connecting" role="status">${t('lost.fetching')}</p>`;
};

/** @param {{page: Page, actions: Actions}} props */
const Sections = ({page, actions}) => {
  const [more, setMore] = useState(false);
  const {fresh, seen, past} = page.alarms;
  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  const shared = {all: page.alarms, protocols, actions};
  return html`
    <${Section} name="active" list=${fresh} may=${page.session.role === 'operator'} ...${shared}>
      ${fresh.length > 0 && html`<${Access} of="alarms" session=${page.session} actions=${actions} />`}
    <//>
    ${seen.length > 0 && html`<${Section} name="acknowledged" list=${seen} ...${shared} />`}
    ${past.length > 0 &&
    html`<${Section} name="past" list=${more ? past : past.slice(0, FIRST_PAST)} count=${past.length} ...${shared}>
      ${!more && past.length > FIRST_PAST && html`<p><button onClick=${() => setMore(true)}>${t('changes.more')}</button></p>`}
    <//>`}
  `;
};

/** @param {{page: Page, actions: Actions}} props */
export const AlarmsPage = ({page, actions}) => {
  const {fresh, seen, past, status} = page.alarms;
  const isKnown = fresh.length + seen.length + past.length > 0;
  const isLost = page.hub.status === 'lost';
  return html`
    <h1>${t('nav.alarms')}</h1>
    ${!isLost && html`<${Missed} alarms=${page.alarms} />`}
    ${isLost && (isKnown || status === 'told') && html`<${AsOf} page=${page} />`}
    ${isKnown ? html`<${Sections} page=${page} actions=${actions} />` : html`<${None} page=${page} />`}
  `;
};
