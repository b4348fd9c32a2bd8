// The input that a setting's allowed values call for.

import {html} from '../html.js';
import {number, plain} from '../format.js';
import {t} from '../i18n.js';

const digitsOf = (step) => (Number.isInteger(step) ? 0 : String(step).split('.')[1]?.length ?? 1);

/** The list of allowed values where there is one, else null. */
export function listOf(setting) {
  const {allowed} = setting;
  if (Array.isArray(allowed)) {
    return allowed;
  }
  return allowed && allowed.min === undefined && Array.isArray(allowed.also) ? allowed.also : null;
}

/** The allowed values in words. */
export function allowedText(setting) {
  if (setting.kind === 'action') {
    return '';
  }
  if (typeof setting.allowed === 'string') {
    return setting.allowed;
  }
  const list = listOf(setting);
  if (list) {
    return list.map((one) => plain(one)).join(', ');
  }
  const {allowed, unit} = setting;
  if (!allowed || allowed.min === undefined) {
    return '';
  }
  const digits = digitsOf(allowed.step ?? 1);
  const range = t('settings.range', {
    min: number(allowed.min, digits),
    max: number(allowed.max, digits),
    unit: unit ?? '',
    step: number(allowed.step ?? 1, digits),
  });
  return allowed.also?.length ? `${range}; ${t('settings.also', {values: allowed.also.map((one) => plain(one)).join(', ')})}` : range;
}

/** Where there is something to choose, the text of an option stands for its value. */
export function read(setting, text) {
  const list = listOf(setting);
  if (list) {
    return list.find((value) => String(value) === text);
  }
  if (setting.kind === 'number' || setting.kind === 'amperes') {
    return text === '' ? undefined : Number(text);
  }
  return setting.kind === 'action' ? true : text;
}

export const Input = ({setting, value, onInput}) => {
  const list = listOf(setting);
  if (setting.kind === 'action') {
    return null;
  }
  const label = html`<span>${t('settings.new_value')}${setting.unit ? ` (${setting.unit})` : ''}</span>`;
  if (list) {
    return html`
      <label class="field">${label}
        <select onChange=${(event) => onInput(event.target.value)}>
          <option value="" selected=${value === ''}>${t('settings.choose')}</option>
          ${list.map((one) => html`<option value=${String(one)} selected=${String(one) === value}>${plain(one)}</option>`)}
        </select>
      </label>
    `;
  }
  const numeric = setting.kind === 'number' || setting.kind === 'amperes';
  const {min, max, step, also} = setting.allowed ?? {};
  return html`
    <label class="field">${label}
      <input
        type=${numeric ? 'number' : 'text'}
        inputmode=${numeric ? 'decimal' : undefined}
        min=${also?.length ? undefined : min}
        max=${also?.length ? undefined : max}
        step=${also?.length ? 'any' : step}
        value=${value}
        onInput=${(event) => onInput(event.target.value)}
      />
    </label>
  `;
};
