// Asks before a change is taken back, of one unit or of several as one.

import {html, useState} from '../html.js';
import {t} from '../i18n.js';
import {takeBack} from './takeback.js';
import {valueText} from './values.js';
import {Dialog} from '../frame/dialog.js';
import {Outcome, Pending} from './outcome.js';

/**
 * @param {{changes: Undoable[], name: string, title: string, actions: Actions, onClose: () => void}} props
 */
export const Undo = ({changes, name, title, actions, onClose}) => {
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  const [busy, setBusy] = useState(false);
  async function undo() {
    setBusy(true);
    setResult(await takeBack(changes, actions.askLogin));
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
