// Every setting with what each unit has, and the way to change it.

import {html, useEffect, useState} from '../html.js';
import {t} from '../i18n.js';
import {programOf, settingTitle} from '../labels.js';
import {finds, groupOf, GROUPS, heldOf, isFolded, isForAll, isUnlike, load, mayBeForAll, pauseOf, rowOf} from './settings.js';
import {valueLine} from './values.js';
import {Access} from '../frame/access.js';
import {Change} from './change.js';
import {Icon} from '../frame/icons.js';
import {rangeText} from './input.js';
import {Empty} from '../frame/parts.js';
import {Value} from './value.js';

/** @typedef {(row: SettingRow) => string | null} ProgramOf the number on the units' display */

/**
 * Whose a value is; nothing where there is only one unit to ask.
 *
 * @param {{units: string[], row: SettingRow, all: string[]}} props
 */
const Whose = ({units, row, all}) => {
  if (all.length === 1) {
    return null;
  }
  const isAll = units.length === all.length && units.length === Object.keys(row.of).length;
  return html` <span class="whose faint">${isAll ? t('settings.all_units', {n: units.length}) : units.join(', ')}</span>`;
};

/** @param {{row: SettingRow, all: string[], program: string | null, onChange: (row: SettingRow) => void}} props */
const Setting = ({row, all, program, onChange}) => {
  const held = heldOf(row);
  const unlike = isUnlike(row);
  const about = [program && t('settings.program', {n: program}), row.scope === 'system' && all.length > 1 && t('scope.system'), rangeText(row)].filter(Boolean);
  return html`
    <li class="setting ${unlike ? 'differs' : ''}" data-setting=${row.name}>
      <div class="what">
        <h3>${settingTitle(row)}${unlike && html` <span class="chip differ"><${Icon} name="differ" />${t('settings.differs')}</span>`}</h3>
        ${about.length > 0 && html`<p class="faint">${about.join(' · ')}</p>`}
      </div>
      ${row.kind === 'action'
        ? null
        : html`<ul class="held">${held.map(({value, units}) => html`<li data-units=${units.join(' ')}><${Value} name=${row.name} value=${value} unit=${row.unit} /><${Whose} units=${units} row=${row} all=${all} /></li>`)}</ul>`}
      <button onClick=${() => onChange(row)}>${t(row.kind === 'action' ? 'settings.do' : 'settings.change')}<span class="only-heard"> ${settingTitle(row)}</span></button>
    </li>
  `;
};

/**
 * @param {{name: string, rows: SettingRow[], all: string[], open: boolean, programIn: ProgramOf, onChange: (row: SettingRow) => void}} props
 */
const Group = ({name, rows, all, open, programIn, onChange}) => {
  if (rows.length === 0) {
    return null;
  }
  const list = html`<ul class="settings">${rows.map((row) => html`<${Setting} key=${row.name} row=${row} all=${all} program=${programIn(row)} onChange=${onChange} />`)}</ul>`;
  return isFolded(name)
    ? html`<details class="card" open=${open}>
        <summary><h2>${t(`groups.${name}`)}</h2><span class="faint">${rows.length}</span></summary>
        ${list}
      </details>`
    : html`<section class="card" aria-labelledby="group-${name}"><h2 id="group-${name}">${t(`groups.${name}`)}</h2>${list}</section>`;
};

/** @param {{wanted: string, found: number, onInput: Choose}} props */
const Search = ({wanted, found, onInput}) => html`
  <div class="search">
    <label class="field"><span><${Icon} name="search" />${t('settings.search')}</span>
      <input type="search" value=${wanted} autocomplete="off" spellcheck=${false} onInput=${(/** @type {any} */ event) => onInput(event.target.value)} />
    </label>
    <p class="faint" role="status">${wanted.trim() && t('settings.found', {n: found})}</p>
  </div>
`;

/**
 * What a search looks at: what the page calls it and what the protocol calls it.
 *
 * @param {SettingRow} row
 * @param {string | null} program
 */
const textOf = (row, program) =>
  [settingTitle(row), row.title, row.name, ...Object.values(row.of).map(({cmd}) => cmd), program, t(`groups.${groupOf(row)}`), ...Object.values(row.values).map((value) => valueLine(row.name, value))].join(' ');

/** @param {{page: Page, actions: Actions}} props */
export const SettingsPage = ({page, actions}) => {
  const ids = page.units.map((unit) => unit.id);
  const [told, setTold] = useState(/** @type {Awaited<ReturnType<typeof load>> | null} */ (null));
  const [chosen, setChosen] = useState(/** @type {Chosen | null} */ (null));
  const [wanted, setWanted] = useState('');
  const [looks, setLooks] = useState(0);
  const {user} = page.session;
  useEffect(() => {
    let gone = false;
    load(ids).then((next) => !gone && setTold(next));
    return () => (gone = true);
  }, [ids.join(' '), page.settingsVersion, page.connections, user, looks]);
  useEffect(() => {
    setLooks(0);
  }, [page.connections]);
  useEffect(() => {
    const pause = told && pauseOf(told.rows, ids, looks, !page.frozen);
    const soon = pause ? setTimeout(() => setLooks(looks + 1), pause) : undefined;
    return () => clearTimeout(soon);
  }, [told, page.frozen]);
  useEffect(() => {
    if (!page.loginAsked && !user) {
      setChosen(null); // nobody logged in for it
    }
  }, [page.loginAsked]);
  useEffect(() => {
    setChosen(null); // it was begun for the units that were shown
  }, [page.rest]);
  const one = ids.includes(page.rest ?? '') ? [/** @type {string} */ (page.rest)] : null;
  const shownIds = one ?? ids;
  const rows = (told?.rows ?? []).flatMap((row) => rowOf(row, shownIds) ?? []);
  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  const programIn = (/** @type {SettingRow} */ row) => {
    const all = new Set(Object.keys(row.of).map((id) => programOf(protocols.get(id), row.name)));
    return all.size === 1 ? [...all][0] : null;
  };
  const shown = wanted.trim() ? rows.filter((row) => finds(wanted.trim(), textOf(row, programIn(row)))) : rows;
  // The units are those whose settings are shown now, whoever is in their place when the change is sent.
  const choose = (/** @type {SettingRow} */ row) => {
    const units = shownIds.filter((id) => id in row.of);
    setChosen({row, units, mayAll: mayBeForAll(row, ids), isForAll: isForAll(row, page.units), serials: told?.serials ?? {}});
    if (!user) {
      actions.askLogin();
    }
  };
  return html`
    <div class="title"><h1>${one ? t('settings.of', {unit: one[0]}) : t('nav.settings')}</h1>${one && html`<a href="#/settings">${t('settings.of_all')}</a>`}</div>
    <${Access} of="access" session=${page.session} actions=${actions} />
    ${told === null && html`<p class="faint" role="status">${t('settings.loading')}</p>`}
    ${told?.failed.map(({id, error}) => html`<p class="why"><${Icon} name="warning" />${id}: ${error.status ? error.message : t('lost.title')}</p>`)}
    ${told && rows.length === 0 && told.failed.length === 0 && html`<${Empty} icon="settings" title=${t('settings.none')}>${t('settings.none_why')}<//>`}
    ${rows.length > 0 && html`<${Search} wanted=${wanted} found=${shown.length} onInput=${setWanted} />`}
    ${GROUPS.map((name) => html`<${Group} key=${name} name=${name} rows=${shown.filter((row) => groupOf(row) === name)} all=${shownIds} open=${Boolean(wanted.trim())} programIn=${programIn} onChange=${choose} />`)}
    ${chosen &&
    user &&
    html`<${Change} key=${`${chosen.row.name} ${chosen.units.join(' ')}`} chosen=${chosen} actions=${actions} onClose=${() => setChosen(null)} />`}
  `;
};
