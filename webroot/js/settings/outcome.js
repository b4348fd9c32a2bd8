// What came of a change: of one unit as a whole, of several one by one.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {valueText} from './values.js';
import {endOf} from './writes.js';
import {Icon} from '../frame/icons.js';

/** @type {Record<string, string>} */
const ICONS = {confirmed: 'check', accepted: 'check', already: 'check', skipped: 'idle', put_back: 'left', silent: 'clock', open: 'clock', offline: 'offline'};

/** @param {{id: string, one: any, name: string}} props */
const Unit = ({id, one, name}) => {
  const {kind, value, why} = endOf(one);
  return html`
    <li class=${kind}>
      <${Icon} name=${ICONS[kind] ?? 'fault'} /><strong>${id}</strong> ${t(`ends.${kind}`, {value: valueText(name, value)})}${why && html`<br /><span class="faint" lang="en">${why}</span>`}
    </li>
  `;
};

/**
 * Of each unit, whether it has the value, did not take it, or was left out.
 *
 * @param {{units: Record<string, any>, name: string}} props
 */
const Units = ({units, name}) => html`
  <ul class="unit-outcomes">${Object.entries(units).map(([id, one]) => html`<${Unit} key=${id} id=${id} one=${one} name=${name} />`)}</ul>
`;

/** @param {{result: Result, name: string}} props */
export const Outcome = ({result, name}) => {
  const {kind, body} = result;
  const n = Object.keys(body.units ?? {}).length;
  return html`
    <div class="outcome ${kind}" role="alert">
      <p><${Icon} name=${ICONS[kind] ?? 'fault'} /><strong>${t(kind === 'confirmed' && n > 1 ? 'outcome.all_confirmed' : `outcome.${kind}`, {n})}</strong></p>
      ${body.confirmed !== null && body.confirmed !== undefined && html`<p>${t('outcome.read_back', {value: valueText(name, body.confirmed)})}</p>`}
      ${result.error && html`<p>${result.error}</p>`}
      ${body.units && html`<${Units} units=${body.units} name=${name} />`}
    </div>
  `;
};

/** While it is sent and read back. */
export const Pending = () => html`
  <p class="pending" role="status"><span class="dot" aria-hidden="true"></span>${t('outcome.pending')}</p>
`;
