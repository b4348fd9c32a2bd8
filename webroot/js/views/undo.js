// Takes back a change, of one unit or of several as one.

import {html, useState} from '../html.js';
import {post} from '../api.js';
import {t} from '../i18n.js';
import {valueText} from '../values.js';
import {endOf, goodOutcome, outcomeOf} from '../writes.js';
import {Dialog} from './dialog.js';
import {Outcome, Pending} from './outcome.js';

/**
 * @param {Undoable} change
 * @returns {Promise<Result>}
 */
async function one({id, serial}) {
  try {
    const body = await post(`api/v1/audit/${encodeURIComponent(id)}/undo`, {confirm: true, serial});
    return {kind: goodOutcome(body), body};
  } catch (failure) {
    const error = /** @type {any} */ (failure);
    return {kind: outcomeOf(error), error: error.status ? error.message : t('outcome.lost'), body: error.body ?? {}};
  }
}

/**
 * Takes back one after the other; what one unit refuses keeps no other one from what it had.
 *
 * @param {Undoable[]} changes
 * @returns {Promise<Result>}
 */
export async function takeBack(changes) {
  if (changes.length === 1) {
    return one(changes[0]);
  }
  /** @type {Record<string, any>} */
  const units = {};
  /** @type {Result | null} */
  let worst = null;
  for (const change of changes) {
    const result = await one(change);
    units[change.inverter] = result.error ? {...result.body, error: result.error} : result.body;
    worst = result.error && !worst ? result : worst;
  }
  const isNew = Object.values(units).some((body) => endOf(body).kind === 'confirmed');
  return worst ? {kind: worst.kind, body: {units}} : {kind: isNew ? 'confirmed' : 'already', body: {units}};
}

/**
 * @param {{changes: Undoable[], name: string, title: string, actions: Actions, onClose: () => void}} props
 */
export const Undo = ({changes, name, title, actions, onClose}) => {
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  const [busy, setBusy] = useState(false);
  async function undo() {
    setBusy(true);
    setResult(await takeBack(changes));
    setBusy(false);
    actions.settingsChanged();
  }
  return html`
    <${Dialog} title=${t(changes.length > 1 ? 'changes.undo_all' : 'changes.undo', {n: changes.length})} onClose=${onClose}>
      <p class="summary">${title}</p>
      <ul class="summary">${changes.map(({inverter, old}) => html`<li>${inverter} → <strong>${valueText(name, old)}</strong></li>`)}</ul>
      ${!result && html`<p class="faint">${t('changes.undo_how')}</p>`}
      ${busy && html`<${Pending} />`}
      ${result && html`<${Outcome} result=${result} name=${name} />`}
      <div class="buttons">
        <button class="plain" onClick=${onClose}>${t('close')}</button>
        ${!result && html`<button class="primary" disabled=${busy} onClick=${undo}>${t('changes.undo')}</button>`}
      </div>
    <//>
  `;
};
