// The inverters that are configured: how each is now, and what is to become of it.

import {html, useEffect, useState} from '../html.js';
import {t} from '../i18n.js';
import {inquiryTitle} from '../labels.js';
import {Dialog} from '../frame/dialog.js';
import {Name, Place, PlaceProblem, Polls} from './fields.js';
import {whereOf} from './offers.js';
import {State} from '../overview/tile.js';

/** @typedef {Row & {was: NonNullable<Row['was']>}} ConfiguredRow */

/**
 * @param {Row} row
 * @returns {row is ConfiguredRow}
 */
const isConfigured = (row) => row.was !== null;

/** @param {{label: string, children?: [any]}} props */
const Fact = ({label, children}) => html`<div><dt>${label}</dt><dd>${children}</dd></div>`;

/**
 * @param {Row} row
 * @param {DialectId} protocol
 */
const pollsOf = (row, protocol) =>
  Object.entries(row.poll)
    .filter(([, every]) => every)
    .map(([cmd, every]) => `${inquiryTitle(protocol, cmd)} ${every}`)
    .join(', ');

/**
 * @param {{row: ConfiguredRow, rows: Row[], unit: ShownUnit | undefined, protocol: DialectId,
 *   mayEdit: boolean}} props
 */
const Facts = ({row, rows, unit, protocol, mayEdit}) => html`
  <dl class="facts">
    <${Fact} label=${t('unit.device')}>${whereOf(row, rows)}<//>
    <${Fact} label=${t('unit.protocol')}>${protocol ?? t('setup.auto')}<//>
    <${Fact} label=${t('unit.serial')}>${row.serial ?? t('setup.unknown_serial')}${mayEdit && row.serial && !row.was.serial && html`<br /><span class="faint">${t('setup.unbound')}</span>`}<//>
    <${Fact} label=${t('setup.polls')}>${pollsOf(row, protocol) || t('setup.usual')}<//>
  </dl>
  ${unit && unit.condition !== 'online' && unit.about.last_error && html`<p class="why">${unit.about.last_error}</p>`}
`;

/** @param {{row: ConfiguredRow, onRemove: () => void, onClose: () => void}} props */
const Remove = ({row, onRemove, onClose}) => html`
  <${Dialog} title=${t('setup.remove_ask', {id: row.was.id})} onClose=${onClose}>
    <p>${t('setup.remove_why')}</p>
    <div class="buttons">
      <button type="button" class="plain" onClick=${onClose}>${t('cancel')}</button>
      <button type="button" class="primary" onClick=${onRemove}>${t('setup.remove')}</button>
    </div>
  <//>
`;

/**
 * @param {{row: ConfiguredRow, rows: Row[], offers: Offer[], problems: Problems, wrong: Wrong, setup: Setup,
 *   page: Page, mayEdit: boolean, onRemove: (row: ConfiguredRow) => void}} props
 */
const Inverter = ({row, rows, offers, problems, wrong, setup, page, mayEdit, onRemove}) => {
  const [isOpen, setOpen] = useState(false);
  const unit = page.units.find(({id}) => id === row.was.id);
  const protocol = unit?.about.protocol ?? (row.protocol === 'auto' ? null : row.protocol);
  const isWrong = problems.has(row.key) || wrong.has(row.key);
  const shared = {row, rows, offers, problems, wrong, setup};
  const edit = mayEdit && row.on && (isOpen || isWrong);
  // What was opened to be mended does not close under the hands that mend it.
  useEffect(() => {
    if (isWrong) {
      setOpen(true);
    }
  }, [isWrong]);
  return html`
    <li class="inverter card ${row.on ? '' : 'removed'}" data-inverter=${row.was.id}>
      <header>
        <h3>${unit ? html`<a href="#/unit/${row.was.id}">${row.was.id}</a>` : row.was.id}</h3>
        ${unit && html`<${State} unit=${unit} />`}
      </header>
      ${row.on && row.id !== row.was.id && html`<p class="faint">${t(row.serial ? 'setup.renamed' : 'setup.renamed_unbound', {id: row.id})}</p>`}
      ${edit
        ? html`<div class="edit">
            <${Name} ...${shared} />
            <${Place} ...${shared} />
            <${Polls} ...${shared} protocol=${protocol} />
          </div>`
        : html`<${Facts} row=${row} rows=${rows} unit=${unit} protocol=${protocol} mayEdit=${mayEdit} /><${PlaceProblem} ...${shared} />`}
      ${!row.on && html`<p class="why" role="status">${t('setup.removed')}</p>`}
      ${mayEdit &&
      html`<div class="buttons">
        ${row.on
          ? html`<button type="button" class="plain" onClick=${() => onRemove(row)}>${t('setup.remove')}<span class="only-heard"> ${row.was.id}</span></button>
              <button type="button" aria-expanded=${edit} disabled=${isWrong} onClick=${() => setOpen(!isOpen)}>${t(edit ? 'setup.fold' : 'setup.change')}<span class="only-heard"> ${row.was.id}</span></button>`
          : html`<button type="button" onClick=${() => setup.edit(row.key, {on: true})}>${t('setup.keep')}<span class="only-heard"> ${row.was.id}</span></button>`}
      </div>`}
    </li>
  `;
};

/**
 * @param {{rows: Row[], offers: Offer[], problems: Problems, wrong: Wrong, setup: Setup, page: Page,
 *   mayEdit: boolean}} shared
 */
export const Configured = (shared) => {
  const [leaving, setLeaving] = useState(/** @type {ConfiguredRow | null} */ (null));
  const configured = shared.rows.filter(isConfigured);
  const remove = () => {
    if (leaving) {
      shared.setup.edit(leaving.key, {on: false});
    }
    setLeaving(null);
  };
  return (
    configured.length > 0 &&
    html`<section aria-labelledby="configured-title">
      <h2 id="configured-title">${t('setup.configured', {n: configured.length})}</h2>
      <ul class="inverters">${configured.map((row) => html`<${Inverter} key=${row.key} row=${row} ...${shared} onRemove=${setLeaving} />`)}</ul>
      ${leaving && html`<${Remove} row=${leaving} onRemove=${remove} onClose=${() => setLeaving(null)} />`}
    </section>`
  );
};
