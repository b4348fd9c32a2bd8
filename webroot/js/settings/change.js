// One change, step by step: value, preview of the frames, sent, and what the inverter has then.

import {html, useState} from '../html.js';
import {put} from '../api.js';
import {unitText} from '../format.js';
import {t} from '../i18n.js';
import {settingTitle} from '../labels.js';
import {takeBack} from './takeback.js';
import {valueText} from './values.js';
import {goodOutcome, isLost, outcomeOf, undoableOf} from './writes.js';
import {Dialog} from '../frame/dialog.js';
import {Icon} from '../frame/icons.js';
import {Input, listOf, rangeText, read} from './input.js';
import {Outcome, Pending} from './outcome.js';
import {Undo} from './undo.js';

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

/** @param {{setting: Setting, units: string[], mayAll: boolean, target: string, onTarget: (target: string) => void}} props */
const Target = ({setting, units, mayAll, target, onTarget}) => {
  if (units.length === 1) {
    return html`<p>${t('settings.for')} <strong>${units[0]}</strong></p>`;
  }
  return html`
    <fieldset class="targets">
      <legend>${t('settings.for')}</legend>
      ${mayAll
        ? html`<label><input type="radio" name="target" checked=${target === ALL} onChange=${() => onTarget(ALL)} />${t('settings.all_units', {n: units.length})}</label>`
        : null}
      ${units.map((id) => html`<label><input type="radio" name="target" checked=${target === id} onChange=${() => onTarget(id)} />${id}</label>`)}
      ${mayAll && setting.scope === 'system' && target !== ALL && html`<p class="why"><${Icon} name="warning" />${t('settings.alike')}</p>`}
    </fieldset>
  `;
};

/** @param {any} frame */
const frameText = (frame) => (typeof frame === 'string' ? frame : (frame.text ?? JSON.stringify(frame)));

/** @param {{preview: any, setting: Setting, value: unknown}} props */
const Preview = ({preview, setting, value}) => html`
  <div class="preview">
    <p>${t('settings.frames')}</p>
    <ul>
      ${framesOf(preview).map(
        ({id, frames, from, error}) => html`<li>
          <strong>${id}</strong>${' '}
          ${error
            ? html`<span class="error">${error}</span>`
            : frames.length === 0
              ? t('settings.nothing_to_send')
              : html`${setting.kind !== 'action' && html`<span>${valueText(setting.name, from)} → ${valueText(setting.name, value)}</span>${' '}`}${frames.map((/** @type {any} */ frame) => html`<code>${frameText(frame)}</code> `)}`}
        </li>`,
      )}
    </ul>
  </div>
`;

/**
 * The steps of a change; {@code value}, {@code preview}, {@code pending}, {@code done}; {@code undo} asks before what is
 * dangerous is taken back.
 *
 * @param {{chosen: Chosen, actions: Actions, onClose: () => void}} props
 */
export const Change = ({chosen: {row, units, mayAll, isForAll, serials}, actions, onClose}) => {
  const [target, setTarget] = useState(isForAll ? ALL : units[0]);
  const setting = target === ALL ? common(row) : row.of[target];
  const [text, setText] = useState('');
  const [step, setStep] = useState(/** @type {{name: string, preview?: any, result?: Result, isUndo?: boolean}} */ ({name: 'value'}));
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
      // Where only a preview was asked for, nothing is open.
      result: {kind: name === 'value' && isLost(error) ? 'failed' : outcomeOf(error), error: isLost(error) ? t('outcome.lost') : error.message, body: error.body ?? {}},
    });
  }

  /** @param {Event} event */
  async function preview(event) {
    event.preventDefault();
    if (value === undefined) {
      return;
    }
    setStep({name: 'asking'});
    setSure(false); // who was sure was so of another value
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

  async function undo() {
    if (setting.dangerous) {
      setStep({...step, name: 'undo'});
      return;
    }
    setStep({name: 'undoing'});
    setStep({name: 'done', isUndo: true, result: await takeBack(changes, actions.askLogin)});
    actions.settingsChanged();
  }

  // An undo is not offered an undo: that would be the change once more.
  const changes = step.isUndo ? [] : undoableOf(step.result?.body.units ?? {});
  if (step.name === 'undo') {
    return html`<${Undo} changes=${changes} name=${row.name} title=${settingTitle(setting)} actions=${actions} onClose=${onClose} />`;
  }
  const busy = step.name === 'asking' || step.name === 'pending';
  return html`
    <${Dialog} title=${settingTitle(setting)} onClose=${onClose}>
      ${(step.name === 'value' || step.name === 'asking') &&
      html`<form onSubmit=${preview}>
        <p class="faint">${(target !== ALL || setting.scope === 'system') && `${t(`scope.${setting.scope}`)} `}${rangeText(setting)}</p>
        <${Target} setting=${setting} units=${units} mayAll=${mayAll} target=${target} onTarget=${setTarget} />
        <${Input} setting=${setting} value=${text} onInput=${setText} />
        ${step.result && html`<${Outcome} result=${step.result} name=${row.name} />`}
        <div class="buttons"><button type="button" class="plain" onClick=${onClose}>${t('cancel')}</button><button class="primary" disabled=${busy || value === undefined}>${t('settings.preview')}</button></div>
      </form>`}
      ${(step.name === 'preview' || step.name === 'pending') &&
      html`<div>
        <p class="summary">${target === ALL ? t('settings.all_units', {n: units.length}) : target}: <strong>${setting.kind === 'action' ? settingTitle(setting) : valueText(setting.name, value)} ${unitText(setting.unit)}</strong></p>
        <${Preview} preview=${step.preview} setting=${setting} value=${value} />
        ${setting.dangerous && html`<label class="danger"><input type="checkbox" checked=${sure} onChange=${(event) => setSure(event.target.checked)} />${t('settings.dangerous')}</label>`}
        ${step.name === 'pending' && html`<${Pending} />`}
        <div class="buttons"><button class="plain" disabled=${busy} onClick=${() => setStep({name: 'value'})}>${t('back')}</button><button class="primary" disabled=${busy || (setting.dangerous && !sure)} onClick=${send}>${target === ALL ? t('settings.send_all', {n: units.length}) : t('settings.send')}</button></div>
      </div>`}
      ${step.name === 'undoing' && html`<${Pending} />`}
      ${step.name === 'done' &&
      html`<div>
        <${Outcome} result=${step.result} name=${row.name} />
        <div class="buttons">
          ${changes.length > 0 && html`<button class="plain" onClick=${undo}>${t('changes.undo')}</button>`}
          <button class="plain" onClick=${() => setStep({name: 'value'})}>${t('settings.another')}</button><button class="primary" onClick=${onClose}>${t('close')}</button>
        </div>
      </div>`}
    <//>
  `;
};
