// The audit log: who changed what, when, from what to what, and what came of it.

import {html, useEffect, useState} from '../html.js';
import {get, post} from '../api.js';
import {moment, plain} from '../format.js';
import {maybe, t} from '../i18n.js';
import {settingTitleOf} from '../labels.js';
import {Outcome, goodOutcome, outcomeOf} from './change.js';
import {Dialog} from './dialog.js';
import {Icon} from './icons.js';
import {Empty, Scroll} from './parts.js';

const PAGE = 50;

/** @param {AuditEntry} entry */
const value = (entry) => plain(entry.confirmed ?? entry.requested);

/** @param {AuditEntry} entry */
const outcome = (entry) => maybe(`audit.${entry.outcome ?? 'under_way'}`) ?? entry.outcome;

/** @param {{entry: AuditEntry, title: string, actions: Actions, onClose: () => void}} props */
const Undo = ({entry, title, actions, onClose}) => {
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  const [busy, setBusy] = useState(false);
  async function undo() {
    setBusy(true);
    try {
      const body = await post(`api/v1/audit/${encodeURIComponent(entry.id)}/undo`, {confirm: true, serial: entry.serial});
      setResult({kind: goodOutcome(body), body});
    } catch (failure) {
      const error = /** @type {any} */ (failure);
      setResult({kind: outcomeOf(error), error: error.status ? error.message : t('outcome.lost'), body: error.body ?? {}});
    }
    setBusy(false);
    actions.settingsChanged();
  }
  return html`
    <${Dialog} title=${t('changes.undo')} onClose=${onClose}>
      <p class="summary">${entry.inverter}, ${title}: ${value(entry)} → <strong>${plain(entry.old)}</strong></p>
      ${!result && html`<p class="faint">${t('changes.undo_how')}</p>`}
      ${busy && html`<p class="pending" role="status"><span class="dot" aria-hidden="true"></span>${t('outcome.pending')}</p>`}
      ${result && html`<${Outcome} result=${result} />`}
      <div class="buttons">
        <button class="plain" onClick=${onClose}>${t('close')}</button>
        ${!result && html`<button class="primary" disabled=${busy} onClick=${undo}>${t('changes.undo')}</button>`}
      </div>
    <//>
  `;
};

/**
 * @param {{entry: AuditEntry, title: string, mayUndo: (entry: AuditEntry) => boolean,
 *   onUndo: (entry: AuditEntry) => void}} props
 */
const Entry = ({entry, title, mayUndo, onUndo}) => html`
  <tr>
    <td>${moment(entry.at)}</td>
    <td>${entry.user ?? t('changes.outside')}${entry.by && html` (${entry.by})`}${entry.from && html`<br /><span class="faint">${entry.from}</span>`}</td>
    <td><a href="#/unit/${entry.inverter}">${entry.inverter}</a>${entry.serial && html`<br /><span class="faint">…${String(entry.serial).slice(-4)}</span>`}</td>
    <th scope="row">${title}</th>
    <td>${plain(entry.old)} → ${value(entry)}</td>
    <td>${outcome(entry)}${entry.note && html`<br /><span class="faint note-line">${entry.note}</span>`}</td>
    <td class="act">${mayUndo(entry) && html`<button onClick=${() => onUndo(entry)}>${t('changes.undo')}</button>`}</td>
  </tr>
`;

/**
 * A setting that does not rest: only the first of its changes are in the list.
 *
 * @param {{finding: Finding, title: string}} props
 */
const Finding = ({finding, title}) => html`
  <p class="why finding">
    <${Icon} name="warning" />
    ${t('changes.restless', {unit: finding.inverter, setting: title, n: finding.times, at: moment(finding.since), old: plain(finding.old), value: plain(finding.value)})}
  </p>
`;

/** @param {{page: Page, actions: Actions}} props */
export const ChangesPage = ({page, actions}) => {
  const [entries, setEntries] = useState(/** @type {AuditEntry[] | null} */ (null));
  const [findings, setFindings] = useState(/** @type {Finding[]} */ ([]));
  const [error, setError] = useState(/** @type {any} */ (null));
  const [more, setMore] = useState(false);
  const [undone, setUndone] = useState(/** @type {AuditEntry | null} */ (null));

  /** @param {string} [before] the entry that those wanted are older than */
  async function load(before) {
    try {
      const query = before ? `&before=${encodeURIComponent(before)}` : '';
      const {entries: next, findings: told} = await get(`api/v1/audit?limit=${PAGE}${query}`);
      setEntries((known) => (before ? [...(known ?? []), ...next] : next));
      setFindings(told);
      setMore(next.length === PAGE);
      setError(null);
    } catch (failure) {
      setError(failure);
    }
  }
  useEffect(() => {
    load();
  }, [page.settingsVersion, page.session.user]);

  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  const titleOf = (/** @type {{inverter: string, setting: string}} */ entry) => settingTitleOf(protocols.get(entry.inverter), entry.setting);
  const mayUndo = (/** @type {AuditEntry} */ entry) =>
    page.session.role === 'operator' && Boolean(entry.user) && entry.old !== null && entry.old !== undefined && entry.outcome === 'confirmed';
  return html`
    <h1>${t('nav.changes')}</h1>
    ${error &&
    html`<p class="note">${error.status === 401 ? t('changes.login') : error.status ? error.message : t('lost.title')}
      ${error.status === 401 && page.session.users && html`<button class="primary" onClick=${actions.askLogin}>${t('session.login')}</button>`}</p>`}
    ${findings.map((finding) => html`<${Finding} key=${`${finding.inverter} ${finding.setting}`} finding=${finding} title=${titleOf(finding)} />`)}
    ${entries?.length === 0 && html`<${Empty} icon="list" title=${t('changes.none')}>${t('changes.none_why')}<//>`}
    ${entries && entries.length > 0 &&
    html`<${Scroll} label=${t('nav.changes')}>
      <table class="changes">
        <thead><tr>${['at', 'who', 'unit', 'setting', 'values', 'outcome'].map((name) => html`<th scope="col">${t(`changes.${name}`)}</th>`)}<th scope="col"><span class="only-heard">${t('changes.undo')}</span></th></tr></thead>
        <tbody>${entries.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} title=${titleOf(entry)} mayUndo=${mayUndo} onUndo=${setUndone} />`)}</tbody>
      </table>
    <//>`}
    ${more && html`<p><button onClick=${() => load(entries?.at(-1)?.id)}>${t('changes.more')}</button></p>`}
    ${undone && html`<${Undo} entry=${undone} title=${titleOf(undone)} actions=${actions} onClose=${() => setUndone(null)} />`}
  `;
};
