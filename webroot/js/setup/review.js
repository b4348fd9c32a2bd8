// What a change of the inverters comes to, as the hub says, before it is made.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {Dialog} from '../frame/dialog.js';
import {whereOf} from './offers.js';

const KINDS = ['added', 'removed', 'moved', 'retimed', 'kept'];
/** What to the hub is one removed and one added. */
const TWO = ['added', 'removed'];

/**
 * What there is to say of one of them beside its name.
 *
 * @param {string} kind
 * @param {string} id
 * @param {Row[]} rows
 */
function detailOf(kind, id, rows) {
  const row = rows.find((one) => one.on && one.id === id);
  if (kind === 'added' || (kind === 'moved' && row?.moved)) {
    return row ? whereOf(row, rows) : '';
  }
  return kind === 'retimed' ? Object.entries(row?.poll ?? {}).filter(([, every]) => every).map((poll) => poll.join(' ')).join(', ') : '';
}

/** @param {{kind: string, ids: string[], rows: Row[]}} props */
const Kind = ({kind, ids, rows}) =>
  ids.length > 0 &&
  html`
    <div class="kind ${kind}">
      <dt>${t(`setup.kinds.${kind}`)}</dt>
      ${ids.map((id) => html`<dd><strong>${id}</strong> <span class="faint">${detailOf(kind, id, rows)}</span></dd>`)}
    </div>
  `;

/** @param {{rows: Row[]}} props */
const Renamed = ({rows}) =>
  rows.length > 0 &&
  html`
    <div class="kind">
      <dt>${t('setup.kinds.renamed')}</dt>
      ${rows.map((row) => html`<dd><strong>${row.was?.id} → ${row.id}</strong></dd>`)}
    </div>
  `;

/**
 * @param {{answer: any, rows: Row[], busy: Setup['state']['busy'], onSave: () => void, onClose: () => void}} props
 */
export const Review = ({answer, rows, busy, onSave, onClose}) => {
  const renamed = rows.filter((row) => row.was && row.on && row.id !== row.was.id);
  const both = new Set(renamed.flatMap((row) => [row.id, row.was?.id]));
  const idsOf = (/** @type {string} */ kind) => (answer[kind] ?? []).filter((/** @type {string} */ id) => !(TWO.includes(kind) && both.has(id)));
  const bound = rows.filter((row) => row.was && row.on && row.serial && row.serial !== row.was.serial);
  return html`
    <${Dialog} title=${t('setup.review_title')} onClose=${onClose}>
      ${answer.changed
        ? html`<dl class="preview">
            <${Renamed} rows=${renamed} />
            ${KINDS.map((kind) => html`<${Kind} kind=${kind} ids=${idsOf(kind)} rows=${rows} />`)}
          </dl>`
        : html`<p>${t('setup.unchanged')}</p>`}
      ${idsOf('removed').length > 0 && html`<p class="faint">${t('setup.removed_why')}</p>`}
      ${renamed.map((row) => html`<p class="faint">${t(row.serial ? 'setup.renamed' : 'setup.renamed_unbound', {id: row.id})}</p>`)}
      ${answer.changed && bound.map((row) => html`<p class="faint">${t('setup.bound', {id: row.id, serial: row.serial})}</p>`)}
      <div class="buttons">
        <button type="button" class="plain" onClick=${onClose}>${t('back')}</button>
        ${answer.changed && html`<button type="button" class="primary" disabled=${Boolean(busy)} onClick=${onSave}>${t(busy ? 'setup.saving' : 'setup.save')}</button>`}
      </div>
    <//>
  `;
};
