// Every setting of every unit, side by side.

import {html, useEffect, useState} from '../html.js';
import {get} from '../api.js';
import {plain} from '../format.js';
import {t} from '../i18n.js';
import {settingTitle} from '../labels.js';
import {Access} from './access.js';
import {Change} from './change.js';
import {Icon} from './icons.js';
import {allowedText} from './input.js';
import {Empty, Scroll} from './parts.js';

/** What settings are about, by words of their names; the first that fits counts. */
/** @type {[string, RegExp][]} */
const GROUPS = [
  ['priorities', /priority|operation_logic|input_voltage|feed_to_grid|pv_/],
  ['battery', /batt|charg|cv_|equali|bulk|float|discharg/],
  ['output', /output|ac_/],
];

/**
 * @param {Setting} setting
 * @returns {string}
 */
const groupOf = (setting) =>
  setting.kind === 'action' ? 'actions' : (GROUPS.find(([, words]) => words.test(setting.name))?.[0] ?? 'switches');

/**
 * The settings of all units as rows; what only some units have has empty places. Each unit's own is under {@code of}:
 * units of several protocols take other values. And which units they are of.
 *
 * @param {string[]} ids
 */
async function load(ids) {
  const answers = await Promise.allSettled(ids.map((id) => get(`api/v1/inverters/${encodeURIComponent(id)}/settings`)));
  /** @type {Map<string, SettingRow>} */
  const rows = new Map();
  /** @type {Record<string, string | null>} */
  const serials = {};
  answers.forEach((answer, i) => {
    const told = answer.status === 'fulfilled' ? answer.value : null;
    serials[ids[i]] = told?.serial ?? null;
    for (const setting of told?.settings ?? []) {
      const row = rows.get(setting.name) ?? {...setting, values: {}, of: {}};
      row.values[ids[i]] = setting.value;
      row.of[ids[i]] = setting;
      rows.set(setting.name, row);
    }
  });
  const failed = answers.flatMap((answer, i) => (answer.status === 'rejected' ? [{id: ids[i], error: answer.reason}] : []));
  return {rows: [...rows.values()], serials, failed};
}

/** @param {SettingRow} row */
const differs = (row) => new Set(Object.values(row.values).map((value) => JSON.stringify(value))).size > 1;

/** @param {{row: SettingRow, units: string[], onChange: (row: SettingRow) => void}} props */
const Row = ({row, units, onChange}) => html`
  <tr class=${differs(row) ? 'differs' : ''}>
    <th scope="row">
      ${settingTitle(row)}${row.unit ? html` <span class="faint">${row.unit}</span>` : ''}
      ${differs(row) && html` <span class="chip differ"><${Icon} name="differ" />${t('settings.differs')}</span>`}
      <span class="allowed faint">${t(`scope.${row.scope}`)} ${allowedText(row)}</span>
    </th>
    ${units.map((id) => html`<td data-unit=${id}>${id in row.values ? plain(row.values[id]) : ''}</td>`)}
    <td class="act"><button onClick=${() => onChange(row)}>${t('settings.change')}<span class="only-heard"> ${settingTitle(row)}</span></button></td>
  </tr>
`;

/** @param {{name: string, rows: SettingRow[], units: string[], onChange: (row: SettingRow) => void}} props */
const Group = ({name, rows, units, onChange}) =>
  rows.length > 0 &&
  html`
    <section class="card" aria-labelledby="group-${name}">
      <h2 id="group-${name}">${t(`groups.${name}`)}</h2>
      <${Scroll} label=${t(`groups.${name}`)}>
        <table class="settings">
          <thead><tr><th scope="col">${t('settings.setting')}</th>${units.map((id) => html`<th scope="col">${id}</th>`)}<th scope="col"><span class="only-heard">${t('settings.change')}</span></th></tr></thead>
          <tbody>${rows.map((row) => html`<${Row} key=${row.name} row=${row} units=${units} onChange=${onChange} />`)}</tbody>
        </table>
      <//>
    </section>
  `;

/** @param {{page: Page, actions: Actions}} props */
export const SettingsPage = ({page, actions}) => {
  const ids = page.units.map((unit) => unit.id);
  const [told, setTold] = useState(/** @type {Awaited<ReturnType<typeof load>> | null} */ (null));
  const [chosen, setChosen] = useState(/** @type {Chosen | null} */ (null));
  useEffect(() => {
    let gone = false;
    load(ids).then((next) => !gone && setTold(next));
    return () => (gone = true);
  }, [ids.join(' '), page.settingsVersion, page.session.user]);
  // The units are those whose settings are shown now, whoever is in their place when the change is sent.
  const choose = (/** @type {SettingRow} */ row) =>
    page.session.user ? setChosen({row, serials: told?.serials ?? {}}) : actions.askLogin();
  const having = chosen ? ids.filter((id) => id in chosen.row.values) : [];
  const groups = ['priorities', 'battery', 'output', 'switches', 'actions'];
  return html`
    <h1>${t('nav.settings')}</h1>
    <${Access} of="access" session=${page.session} actions=${actions} />
    ${told === null && html`<p class="faint" role="status">${t('settings.loading')}</p>`}
    ${told?.failed.map(({id, error}) => html`<p class="why"><${Icon} name="warning" />${id}: ${error.status ? error.message : t('lost.title')}</p>`)}
    ${told && told.rows.length === 0 && told.failed.length === 0 && html`<${Empty} icon="settings" title=${t('settings.none')}>${t('settings.none_why')}<//>`}
    ${told && groups.map((name) => html`<${Group} name=${name} rows=${told.rows.filter((row) => groupOf(row) === name)} units=${ids} onChange=${choose} />`)}
    ${chosen &&
    having.length > 0 &&
    html`<${Change}
      setting=${chosen.row}
      units=${having}
      serials=${chosen.serials}
      actions=${actions}
      onClose=${() => setChosen(null)}
    />`}
  `;
};
