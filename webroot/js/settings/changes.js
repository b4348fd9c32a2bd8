// The audit log: who changed what, when, from what to what, and what came of it.

import {html, useEffect, useState} from '../html.js';
import {get, newest} from '../api.js';
import {moment} from '../format.js';
import {maybe, t} from '../i18n.js';
import {settingTitleOf} from '../labels.js';
import {valueText} from './values.js';
import {actionsOf, goBackTogether, mayGoBack} from './writes.js';
import {Icon} from '../frame/icons.js';
import {Empty, Scroll} from '../frame/parts.js';
import {Undo} from './undo.js';

const PAGE = 50;

/** @param {AuditEntry} entry */
const value = (entry) => valueText(entry.setting, entry.confirmed ?? entry.requested);

/** @param {AuditEntry} entry */
const outcome = (entry) => maybe(`audit.${entry.outcome ?? 'under_way'}`) ?? entry.outcome;

/**
 * @param {AuditEntry} entry
 * @returns {Undoable}
 */
const undoable = (entry) => ({id: entry.id, inverter: entry.inverter, serial: entry.serial ?? null, old: entry.old ?? null});

/**
 * One entry; the first of those that were one change of several units takes all of them back.
 *
 * @param {{entry: AuditEntry, action: AuditEntry[], undone: AuditEntry | undefined, title: string, may: boolean, onUndo: (action: AuditEntry[]) => void}} props
 */
const Entry = ({entry, action, undone, title, may, onUndo}) => {
  const back = goBackTogether(action);
  const isOne = action.length > 1;
  return html`
    <tr role="row" class=${isOne ? (entry === action[0] ? 'of-one first' : 'of-one') : ''}>
      <td role="cell" class="at">${moment(entry.at)}</td>
      <td role="cell" class="who">${entry.user ?? t('changes.outside')}${entry.by && html` (${entry.by})`}${entry.from && html`<br /><span class="faint">${entry.from}</span>`}</td>
      <td role="cell" class="unit"><a href="#/unit/${entry.inverter}">${entry.inverter}</a>${entry.serial && html`<br /><span class="faint">…${String(entry.serial).slice(-4)}</span>`}</td>
      <th role="rowheader" scope="row">${title}${undone && html`<br /><span class="faint">${t('changes.takes_back', {at: moment(undone.at)})}</span>`}</th>
      <td role="cell" class="from-to">${valueText(entry.setting, entry.old)} → ${value(entry)}</td>
      <td role="cell" class="came">${outcome(entry)}${entry.note && html`<br /><span class="faint note-line">${entry.note}</span>`}</td>
      <td role="cell" class="act">
        ${may && isOne && entry === action[0] && back.length > 1 && html`<button class="primary" onClick=${() => onUndo(back)}>${t('changes.undo_all', {n: back.length})}</button> `}
        ${may && mayGoBack(entry) && html`<button onClick=${() => onUndo([entry])}>${t('changes.undo')}<span class="only-heard"> ${entry.inverter}, ${title}</span></button>`}
      </td>
    </tr>
  `;
};

/**
 * A setting that does not rest: only the first of its changes are in the list.
 *
 * @param {{finding: Finding, title: string}} props
 */
const Finding = ({finding, title}) => html`
  <p class="why finding">
    <${Icon} name="warning" />
    ${t('changes.restless', {unit: finding.inverter, setting: title, n: finding.times, at: moment(finding.since), old: valueText(finding.setting, finding.old), value: valueText(finding.setting, finding.value)})}
  </p>
`;

/** @param {{page: Page, actions: Actions}} props */
export const ChangesPage = ({page, actions}) => {
  const [entries, setEntries] = useState(/** @type {AuditEntry[] | null} */ (null));
  const [findings, setFindings] = useState(/** @type {Finding[]} */ ([]));
  const [error, setError] = useState(/** @type {any} */ (null));
  const [more, setMore] = useState(false);
  const [undone, setUndone] = useState(/** @type {AuditEntry[] | null} */ (null));

  const [ask] = useState(newest);

  /** @param {string} [before] the entry that those wanted are older than */
  async function load(before) {
    const isNewest = ask();
    try {
      const query = before ? `&before=${encodeURIComponent(before)}` : '';
      const {entries: next, findings: told} = await get(`api/v1/audit?limit=${PAGE}${query}`);
      if (!isNewest()) {
        return; // they would stand behind others than these
      }
      setEntries((known) => (before ? [...(known ?? []), ...next] : next));
      setFindings(told);
      setMore(next.length === PAGE);
      setError(null);
    } catch (failure) {
      if (isNewest()) {
        setError(failure);
      }
    }
  }
  useEffect(() => {
    load();
  }, [page.settingsVersion, page.connections, page.session.user]);

  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  const titleOf = (/** @type {{inverter: string, setting: string}} */ entry) => settingTitleOf(protocols.get(entry.inverter), entry.setting);
  const may = page.session.role === 'operator';
  return html`
    <h1>${t('nav.changes')}</h1>
    ${error &&
    html`<p class="note">${error.status === 401 ? t('changes.login') : error.status ? error.message : t('lost.title')}
      ${error.status === 401 && page.session.users && html`<button class="primary" onClick=${actions.askLogin}>${t('session.login')}</button>`}</p>`}
    ${findings.map((finding) => html`<${Finding} key=${`${finding.inverter} ${finding.setting}`} finding=${finding} title=${titleOf(finding)} />`)}
    ${entries?.length === 0 && html`<${Empty} icon="list" title=${t('changes.none')}>${t('changes.none_why')}<//>`}
    ${entries && entries.length > 0 &&
    html`<${Scroll} label=${t('nav.changes')}>
      <table class="changes" role="table">
        <thead role="rowgroup"><tr role="row">${['at', 'who', 'unit', 'setting', 'values', 'outcome'].map((name) => html`<th role="columnheader" scope="col">${t(`changes.${name}`)}</th>`)}<th role="columnheader" scope="col"><span class="only-heard">${t('changes.undo')}</span></th></tr></thead>
        <tbody role="rowgroup">${actionsOf(entries).map((action) => action.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} action=${action} undone=${entries.find(({id}) => id === entry.undo_of)} title=${titleOf(entry)} may=${may} onUndo=${setUndone} />`))}</tbody>
      </table>
    <//>`}
    ${more && html`<p><button onClick=${() => load(entries?.at(-1)?.id)}>${t('changes.more')}</button></p>`}
    ${undone && html`<${Undo} changes=${undone.map(undoable)} name=${undone[0].setting} title=${titleOf(undone[0])} actions=${actions} onClose=${() => setUndone(null)} />`}
  `;
};
