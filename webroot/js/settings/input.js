// The input that a setting's allowed values call for.

import {html} from '../html.js';
import {number, plain, unitText} from '../format.js';
import {inWords, t} from '../i18n.js';
import {valueLine} from './values.js';

/** @param {number} step */
const digitsOf = (step) => (Number.isInteger(step) ? 0 : String(step).split('.')[1]?.length ?? 1);

/**
 * The range that a setting's value may be in; nothing of it is known where there is none.
 *
 * @param {Setting} setting
 * @returns {Allowed}
 */
const rangeOf = ({allowed}) => (allowed && typeof allowed === 'object' && !Array.isArray(allowed) ? allowed : {});

/**
 * The list of allowed values where there is one, else null.
 *
 * @param {Setting} setting
 * @returns {(number | string)[] | null}
 */
export function listOf(setting) {
  const {allowed} = setting;
  if (Array.isArray(allowed)) {
    return allowed;
  }
  const {min, also} = rangeOf(setting);
  return min === undefined && Array.isArray(also) ? also : null;
}

/**
 * The range of allowed values in words; nothing where there is a list to choose from.
 *
 * @param {Setting} setting
 */
export function rangeText(setting) {
  const {unit} = setting;
  if (setting.kind === 'action' || listOf(setting)) {
    return '';
  }
  if (typeof setting.allowed === 'string') {
    return inWords(setting.allowed);
  }
  const allowed = rangeOf(setting);
  if (allowed.min === undefined) {
    return '';
  }
  const digits = digitsOf(allowed.step ?? 1);
  const range = t('settings.range', {
    min: number(allowed.min, digits),
    max: number(allowed.max, digits),
    unit: unitText(unit),
    step: number(allowed.step ?? 1, digits),
  });
  return allowed.also?.length ? `${range}; ${t('settings.also', {values: allowed.also.map((one) => plain(one)).join(', ')})}` : range;
}

/**
 * Where there is something to choose, the text of an option stands for its value.
 *
 * @param {Setting} setting
 * @param {string} text
 */
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

/** @param {{setting: Setting, value: string, onInput: (text: string) => void}} props */
export const Input = ({setting, value, onInput}) => {
  const list = listOf(setting);
  if (setting.kind === 'action') {
    return null;
  }
  const label = html`<span>${t('settings.new_value')}${setting.unit ? ` (${unitText(setting.unit)})` : ''}</span>`;
  if (list) {
    return html`
      <label class="field">${label}
        <select onChange=${(event) => onInput(event.target.value)}>
          <option value="" selected=${value === ''}>${t('settings.choose')}</option>
          ${list.map((one) => html`<option value=${String(one)} selected=${String(one) === value}>${valueLine(setting.name, one)}</option>`)}
        </select>
      </label>
    `;
  }
  const numeric = setting.kind === 'number' || setting.kind === 'amperes';
  const {min, max, step, also} = rangeOf(setting);
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
