// One change, step by step: value, preview of the frames, sent, and what the inverter has then.

import {html, useState} from '../html.js';
import {put} from '../api.js';
import {plain} from '../format.js';
import {t} from '../i18n.js';
import {settingTitle} from '../labels.js';
import {Dialog} from './dialog.js';
import {Icon} from './icons.js';
import {Input, allowedText, listOf, read} from './input.js';

const ALL = '*';

/**
 * @param {Setting} setting
 * @param {string} target
 */
const path = (setting, target) =>
  target === ALL
    ? `api/v1/system/settings/${setting.name}`
    : `api/v1/inverters/${encodeURIComponent(target)}/settings/${setting.name}`;

/**
 * Which unit is meant: the one whose settings were shown, and no other that may be in its place by now.
 *
 * @param {Record<string, string | null>} serials
 * @param {string} target
 */
const meant = (serials, target) =>
  target === ALL ? {serials} : {serial: serials[target]};

/**
 * What came well: confirmed only where the inverter was read back and has the value.
 *
 * @param {any} body
 */
export function goodOutcome(body) {
  if (body.changed === false) {
    return 'already';
  }
  return body.units || (body.confirmed !== null && body.confirmed !== undefined) ? 'confirmed' : 'accepted';
}

/**
 * What came of it where it did not come well.
 *
 * @param {any} error
 */
export function outcomeOf(error) {
  const {reply, units} = error.body ?? {};
  if (error.status === 409) {
    const sent = reply ?? Object.values(units ?? {}).some((one) => one.reply);
    return reply === 'ACK' ? 'not_kept' : sent ? 'refused' : 'left_alone';
  }
  /** @type {Record<number, string>} */
  const outcomes = {400: 'invalid', 401: 'login', 403: 'forbidden', 404: 'invalid', 429: 'budget', 503: 'offline', 504: 'silent'};
  return outcomes[error.status] ?? 'failed';
}

/**
 * A setting as all units have it: what each of them takes, confirmed where one of them wants that.
 *
 * @param {SettingRow} row
 * @returns {Setting}
 */
function common(row) {
  const each = Object.values(row.of);
  const lists = each.map(listOf);
  const [first] = lists;
  const allowed = first && lists.every(Boolean) ? first.filter((value) => lists.every((list) => list?.includes(value))) : row.allowed;
  return {...row, allowed, dangerous: each.some(({dangerous}) => dangerous)};
}

/** @param {any} preview */
const framesOf = (preview) => {
  const units = preview.units ? Object.entries(preview.units) : [[preview.inverter, preview]];
  return units.map(([id, one]) => ({id, frames: one.frames ?? [], from: one.from, error: one.error}));
};

/** @param {{setting: Setting, units: string[], target: string, onTarget: (target: string) => void}} props */
const Target = ({setting, units, target, onTarget}) => {
  if (units.length === 1) {
    return html`<p>${t('settings.for')} <strong>${units[0]}</strong></p>`;
  }
  return html`
    <fieldset class="targets">
      <legend>${t('settings.for')}</legend>
      ${setting.scope === 'system' || units.length > 1
        ? html`<label><input type="radio" name="target" checked=${target === ALL} onChange=${() => onTarget(ALL)} />${t('settings.all_units', {n: units.length})}</label>`
        : null}
      ${units.map((id) => html`<label><input type="radio" name="target" checked=${target === id} onChange=${() => onTarget(id)} />${id}</label>`)}
      ${setting.scope === 'system' && target !== ALL && html`<p class="why"><${Icon} name="warning" />${t('settings.alike')}</p>`}
    </fieldset>
  `;
};

/** @param {{preview: any}} props */
const Preview = ({preview}) => html`
  <div class="preview">
    <p>${t('settings.frames')}</p>
    <ul>
      ${framesOf(preview).map(
        ({id, frames, from, error}) => html`<li>
          <strong>${id}</strong>
          ${error
            ? html` <span class="error">${error}</span>`
            : html` ${frames.length ? frames.map((/** @type {any} */ frame) => html`<code>${typeof frame === 'string' ? frame : (frame.text ?? JSON.stringify(frame))}</code> `) : t('settings.nothing_to_send')}
                ${from !== undefined && html` <span class="faint">${t('settings.now', {value: plain(from)})}</span>`}`}
        </li>`,
      )}
    </ul>
  </div>
`;

/** @param {{units: Record<string, any>}} props */
const Units = ({units}) => html`
  <ul class="unit-outcomes">
    ${Object.entries(units).map(
      ([id, one]) => html`<li><strong>${id}</strong> ${one.error ? html`<span class="error">${one.error}</span>` : t(one.changed === false ? 'outcome.already' : one.confirmed == null ? 'outcome.accepted' : 'outcome.confirmed_value', {value: plain(one.confirmed)})}</li>`,
    )}
  </ul>
`;

/** @type {Record<string, string>} */
const OUTCOME_ICONS = {confirmed: 'check', accepted: 'check', already: 'check', silent: 'clock', offline: 'offline'};

/** @param {{result: Result}} props */
export const Outcome = ({result}) => {
  const {kind} = result;
  return html`
    <div class="outcome ${kind}" role="alert">
      <p><${Icon} name=${OUTCOME_ICONS[kind] ?? 'fault'} /><strong>${t(`outcome.${kind}`)}</strong></p>
      ${result.body.confirmed != null && html`<p>${t('outcome.read_back', {value: plain(result.body.confirmed)})}</p>`}
      ${result.error && html`<p>${result.error}</p>`}
      ${result.body.units && html`<${Units} units=${result.body.units} />`}
    </div>
  `;
};

/**
 * The steps of a change; {@code value}, {@code preview}, {@code pending}, {@code done}.
 *
 * @param {{setting: SettingRow, units: string[], serials: Record<string, string | null>, first?: any, actions: Actions,
 *   onClose: () => void}} props
 */
export const Change = ({setting: row, units, serials, first, actions, onClose}) => {
  const [target, setTarget] = useState(first ?? (row.scope === 'system' && units.length > 1 ? ALL : units[0]));
  const setting = target === ALL ? common(row) : row.of[target];
  const [text, setText] = useState('');
  const [step, setStep] = useState(/** @type {{name: string, preview?: any, result?: Result}} */ ({name: 'value'}));
  const [sure, setSure] = useState(false);
  const value = setting.kind === 'action' ? true : text === '' ? undefined : read(setting, text);
  const body = {value, ...meant(serials, target), ...(setting.dangerous && sure ? {confirm: true} : {})};

  /**
   * @param {any} error
   * @param {string} name the step that it is shown in
   */
  function failed(error, name) {
    if (error.status === 401) {
      actions.askLogin();
    }
    setStep({
      name,
      result: {kind: outcomeOf(error), error: error.status ? error.message : t('outcome.lost'), body: error.body ?? {}},
    });
  }

  /** @param {Event} event */
  async function preview(event) {
    event.preventDefault();
    if (value === undefined) {
      return;
    }
    setStep({name: 'asking'});
    try {
      setStep({name: 'preview', preview: await put(path(setting, target), {...body, confirm: setting.dangerous || undefined, dry_run: true})});
    } catch (error) {
      failed(error, 'value');
    }
  }

  async function send() {
    setStep({...step, name: 'pending'});
    try {
      const answer = await put(path(setting, target), body);
      setStep({name: 'done', result: {kind: goodOutcome(answer), body: answer}});
    } catch (error) {
      failed(error, 'done');
    }
    actions.settingsChanged();
  }

  const busy = step.name === 'asking' || step.name === 'pending';
  return html`
    <${Dialog} title=${settingTitle(setting)} onClose=${onClose}>
      ${(step.name === 'value' || step.name === 'asking') &&
      html`<form onSubmit=${preview}>
        <p class="faint">${t(`scope.${setting.scope}`)} ${allowedText(setting)}</p>
        <${Target} setting=${setting} units=${units} target=${target} onTarget=${setTarget} />
        <${Input} setting=${setting} value=${text} onInput=${setText} />
        ${step.result && html`<${Outcome} result=${step.result} />`}
        <div class="buttons"><button type="button" class="plain" onClick=${onClose}>${t('cancel')}</button><button class="primary" disabled=${busy || value === undefined}>${t('settings.preview')}</button></div>
      </form>`}
      ${(step.name === 'preview' || step.name === 'pending') &&
      html`<div>
        <p class="summary">${target === ALL ? t('settings.all_units', {n: units.length}) : target}: <strong>${setting.kind === 'action' ? settingTitle(setting) : plain(value)} ${setting.unit ?? ''}</strong></p>
        <${Preview} preview=${step.preview} />
        ${setting.dangerous && html`<label class="danger"><input type="checkbox" checked=${sure} onChange=${(event) => setSure(event.target.checked)} />${t('settings.dangerous')}</label>`}
        ${step.name === 'pending' && html`<p class="pending" role="status"><span class="dot" aria-hidden="true"></span>${t('outcome.pending')}</p>`}
        <div class="buttons"><button class="plain" disabled=${busy} onClick=${() => setStep({name: 'value'})}>${t('back')}</button><button class="primary" disabled=${busy || (setting.dangerous && !sure)} onClick=${send}>${t('settings.send')}</button></div>
      </div>`}
      ${step.name === 'done' &&
      html`<div>
        <${Outcome} result=${step.result} />
        <div class="buttons"><button class="plain" onClick=${() => setStep({name: 'value'})}>${t('settings.another')}</button><button class="primary" onClick=${onClose}>${t('close')}</button></div>
      </div>`}
    <//>
  `;
};
