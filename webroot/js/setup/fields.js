// The fields of an inverter to be: its name, its place and how often it is asked, each with what is wrong.

import {html, useState} from '../html.js';
import {hostOf, placeText} from './draft.js';
import {t} from '../i18n.js';
import {inquiryTitle, repeatedOf} from '../labels.js';

/**
 * The sentence of what is wrong with a field: as one types, else as the hub has said.
 *
 * @param {Row} row
 * @param {string} field
 * @param {Problems} problems
 * @param {Wrong} wrong
 */
export function wrongOf(row, field, problems, wrong) {
  const problem = problems.get(row.key)?.[field];
  return problem ? t(...problem) : (wrong.get(row.key)?.[field] ?? '');
}

/**
 * @param {Row} row
 * @param {string} field
 */
const idOf = (row, field) => `${field} ${row.key}`.replace(/\W+/g, '-');

/** @param {{id: string, text: string}} props */
const Wrong = ({id, text}) => html`<p class="error" id=${id} role="alert">${text}</p>`;

/**
 * A labelled field with what is wrong below it; `input` makes the input of its attributes.
 *
 * @param {{row: Row, name: string, label: string, text: string, input: (about: object) => Drawn}} props
 */
const Field = ({row, name, label, text, input}) => {
  const id = idOf(row, name);
  return html`
    <div>
      <label class="field"><span>${label}</span>${input({'aria-invalid': text !== '', 'aria-describedby': id})}</label>
      <${Wrong} id=${id} text=${text} />
    </div>
  `;
};

/** @param {{row: Row, problems: Problems, wrong: Wrong, setup: Setup}} props */
export const Name = ({row, problems, wrong, setup}) => html`
  <${Field} row=${row} name="id" label=${t('setup.name')} text=${wrongOf(row, 'id', problems, wrong)} input=${(about) => html`
    <input ...${about} value=${row.id} maxlength="32" autocapitalize="none" autocomplete="off" spellcheck=${false} onInput=${(event) => setup.edit(row.key, {id: event.target.value})} />
  `} />
`;

/**
 * What is wrong with a place that cannot be chosen here.
 *
 * @param {{row: Row, problems: Problems, wrong: Wrong}} props
 */
export const PlaceProblem = ({row, problems, wrong}) => {
  const text = wrongOf(row, 'place', problems, wrong);
  return text && html`<${Wrong} id=${idOf(row, 'place')} text=${text} />`;
};

/**
 * @param {Pick<Row, 'place' | 'serial'>} of
 * @param {Row[]} rows
 */
const wordsOf = ({place, serial}, rows) =>
  `${place.via ? t('setup.via', {id: hostOf({place}, rows)?.id ?? '–', unit: place.unit}) : place.device}${serial ? ` (${serial})` : ''}`;

/**
 * Its own place now and as configured, then every other that is known.
 *
 * @param {Row} row
 * @param {Row[]} rows
 * @param {Offer[]} offers
 */
function placesFor(row, rows, offers) {
  const {device, via, unit, serial} = row.was ?? {};
  const before = {place: device ? {device} : {via: `is ${via}`, unit}, serial: serial ?? null};
  /** @type {Map<string, Pick<Row, 'place' | 'serial'>>} */
  const known = new Map();
  for (const one of [row, before, ...offers, ...rows.filter(({was}) => was?.device)]) {
    if (one.place.via !== row.key && !known.has(placeText(one.place))) {
      known.set(placeText(one.place), one);
    }
  }
  return known;
}

/** @param {{row: Row, rows: Row[], offers: Offer[], problems: Problems, wrong: Wrong, setup: Setup}} props */
export const Place = ({row, rows, offers, problems, wrong, setup}) => {
  const places = placesFor(row, rows, offers);
  const choose = (/** @type {string} */ text) => {
    const {place, serial} = places.get(text) ?? row;
    setup.edit(row.key, {place, ...(serial ? {serial} : {})});
  };
  return html`
    <${Field} row=${row} name="place" label=${t('unit.device')} text=${wrongOf(row, 'place', problems, wrong)} input=${(about) => html`
      <select ...${about} onChange=${(event) => choose(event.target.value)}>
        ${[...places].map(([text, one]) => html`<option value=${text} selected=${text === placeText(row.place)}>${wordsOf(one, rows)}</option>`)}
      </select>
    `} />
  `;
};

/** @type {[number, string][]} */
const SIZES = [[3600000, 'h'], [60000, 'm'], [1000, 's']];

/**
 * 300000 as 5m.
 *
 * @param {number} ms
 */
function everyText(ms) {
  const [size, letter] = SIZES.find(([one]) => ms % one === 0) ?? [1, 'ms'];
  return `${ms / size}${letter}`;
}

/** @param {{row: Row, protocol: DialectId, problems: Problems, wrong: Wrong, setup: Setup}} props */
export const Polls = ({row, protocol, problems, wrong, setup}) => {
  const [added, setAdded] = useState(/** @type {string[]} */ ([]));
  const usual = new Map(repeatedOf(protocol).map((inquiry) => [inquiry.name, everyText(inquiry.every_ms)]));
  const cmds = [...new Set(['status', ...Object.keys(row.was?.poll ?? {}), ...Object.keys(row.poll), ...added])];
  const add = (/** @type {any} */ event) => {
    setAdded([...added, event.target.value]);
    event.target.value = '';
  };
  const more = [...usual.keys()].filter((cmd) => !cmds.includes(cmd));
  return html`
    <fieldset class="polls">
      <legend>${t('setup.polls')}</legend>
      <p class="faint">${t('setup.polls_help')}</p>
      ${cmds.map((cmd) => html`<${Field} key=${cmd} row=${row} name=${`poll.${cmd}`} label=${inquiryTitle(protocol, cmd)} text=${wrongOf(row, `poll.${cmd}`, problems, wrong)} input=${(about) => html`
        <input ...${about} value=${row.poll[cmd] ?? ''} placeholder=${usual.get(cmd) ?? ''} autocapitalize="none" autocomplete="off" spellcheck=${false}
          onInput=${(event) => setup.retime(row, cmd, event.target.value.trim())} />
      `} />`)}
      ${more.length > 0 &&
      html`<label class="field"><span>${t('setup.another_poll')}</span>
        <select onChange=${add}>
          <option value="">${t('settings.choose')}</option>
          ${more.map((cmd) => html`<option value=${cmd}>${inquiryTitle(protocol, cmd)}</option>`)}
        </select>
      </label>`}
    </fieldset>
  `;
};
