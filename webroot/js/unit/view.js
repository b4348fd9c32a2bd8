// All that is known of one unit: how it is now, its day, its line, and down to the frames.

import {html} from '../html.js';
import {ageOf} from '../freshness.js';
import {ago, measure, moment, number, plain, span, unitText} from '../format.js';
import {maybe, t} from '../i18n.js';
import {field, fieldTitle, inquiryTitle, valueWords} from '../labels.js';
import {modeOf} from '../unit.js';
import {GROUPS, isInCounts, isToldBetter, valuesOf} from './live.js';
import {alarmTitle} from '../alarms/view.js';
import {Day} from './day.js';
import {Bars, Icon} from '../frame/icons.js';
import {Empty, Scroll} from '../frame/parts.js';
import {Chips, State, Troubles, Why} from '../overview/tile.js';

/** @type {Record<string, string>} */
const ICONS = {solar: 'sun', battery: 'battery', output: 'house', grid: 'grid', temperature: 'temp', state: 'info'};

/** @param {{label: string, children?: [any]}} props */
const Fact = ({label, children}) => html`<div><dt>${label}</dt><dd>${children}</dd></div>`;

/** @param {{about: About}} props */
const About = ({about}) => html`
  <section aria-labelledby="about-title" class="card">
    <h2 id="about-title">${t('unit.about')}</h2>
    <dl class="facts">
      <${Fact} label=${t('unit.serial')}>${plain(about.serial)}<//>
      <${Fact} label=${t('unit.model')}>${plain(about.model)}<//>
      <${Fact} label=${t('unit.firmware')}>${plain(about.firmware)}<//>
      <${Fact} label=${t('unit.protocol')}>${plain(about.protocol)}<//>
      <${Fact} label=${t('unit.device')}>${about.device ?? '–'}<//>
      <${Fact} label=${t('unit.output_mode')}>${plain(about.output_mode)}<//>
      <${Fact} label=${t('unit.battery_type')}>${plain(about.battery_type)}<//>
      <${Fact} label=${t('unit.since')}>${moment(about.since)}<//>
    </dl>
  </section>
`;

/**
 * One value in words: a mode as modes are called, other words as the languages have them.
 *
 * @param {DialectId} protocol
 * @param {string} cmd
 * @param {string} key
 * @param {unknown} value
 * @param {boolean} inCounts
 */
function textOf(protocol, cmd, key, value, inCounts) {
  if (inCounts) {
    return t('unit.counts', {n: number(value)});
  }
  return (MODES.includes(key) ? maybe(`modes.${modeOf(String(value)) ?? value}`) : undefined) ?? valueWords(protocol, cmd, key, value);
}

/** Keys of modes: of the unit's own cable, and over the bus. */
const MODES = ['mode', 'work_mode'];

/** Alarms that are about the line of a unit. */
const OF_LINES = ['unit_offline', 'cable_lost', 'unit_missing'];

/** @param {{name: string, unit: ShownUnit, values: ReturnType<typeof valuesOf>}} props */
const Group = ({name, unit, values}) =>
  values.length > 0 &&
  html`
    <section class="card group about-${name}" aria-labelledby="group-${name}">
      <h2 id="group-${name}"><${Icon} name=${ICONS[name]} />${t(`unit.groups.${name}`)}</h2>
      <dl class="facts">
        ${values.map(
          (one) => html`<div class=${one.old ? 'old' : ''}>
            <dt>${fieldTitle(unit.about.protocol, one.cmd, one.key)}</dt>
            <dd>${one.old && html`<${Icon} name="clock" /><span class="only-heard">${t('state.stale')} </span>`}<span class="figure">${textOf(unit.about.protocol, one.cmd, one.key, one.value, one.inCounts)}</span>${one.unit && html` <span class="faint">${unitText(one.unit)}</span>`}</dd>
          </div>`,
        )}
      </dl>
    </section>
  `;

/**
 * How its line is: what comes of what is due, what had to be asked again, and what was last wrong.
 *
 * @param {{unit: ShownUnit, last: Alarm | undefined}} props
 */
const LineCard = ({unit, last}) => {
  const {line, via, last_error: error} = unit.about;
  return html`
    <section class="card line-card" aria-labelledby="line-title">
      <h2 id="line-title">${t('line.title')}</h2>
      <dl class="facts">
        ${via && html`<${Fact} label=${t('line.via')}><a href="#/unit/${via}">${via}</a><//>`}
        <${Fact} label=${t('line.quality')}>${unit.quality === null ? t('unit.link_unknown') : html`<${Bars} quality=${unit.quality} /> ${t('unit.link', {percent: number(100 * unit.quality)})}`}<//>
        ${line && html`<${Fact} label=${t('line.retries')}>${t('line.of', {n: number(line.retries), all: number(line.answered)})}<//>
          <${Fact} label=${t('line.lost')}>${number(line.timeouts)}<//>
          <${Fact} label=${t('line.garbled')}>${number(line.garbled)}<//>
          <${Fact} label=${t('line.use')}>${measure(100 * line.use, '%')}<//>`}
        <${Fact} label=${t('line.last')}>${last ? html`<a href="#/alarms">${alarmTitle(last, unit.about.protocol)}</a><br /><span class="faint">${moment(last.since)}</span>` : t('line.none')}<//>
      </dl>
      ${error && html`<p class="why"><${Icon} name="warning" />${error}</p>`}
      ${(unit.about.notes ?? []).map((note) => html`<p class="why faint">${note}</p>`)}
    </section>
  `;
};

/** @param {{unit: ShownUnit, reading: Reading, now: number}} props */
const Values = ({unit, reading, now}) => {
  const protocol = unit.about.protocol;
  const title = inquiryTitle(protocol, reading.cmd);
  return html`
    <details class="reading">
      <summary>
        <span>${title}</span>
        <code>${reading.code}</code>
        <span class="age faint">${ago(ageOf(reading, now))}</span>
      </summary>
      <${Scroll} label=${`${title} ${reading.code}`}>
        <table class="pairs">
          <tbody>
            ${Object.entries(reading.data)
              .filter(([key]) => !isToldBetter(protocol, reading, key))
              .map(
                ([key, value]) => html`<tr>
                  <th scope="row">${fieldTitle(protocol, reading.cmd, key)}</th>
                  <td>${textOf(protocol, reading.cmd, key, value, isInCounts(reading.data, key))}</td>
                  <td class="measure">${isInCounts(reading.data, key) ? '' : unitText(field(protocol, reading.cmd, key)?.unit)}</td>
                </tr>`,
              )}
          </tbody>
        </table>
      <//>
    </details>
  `;
};

/** @param {{readings: Reading[], countOf: (code: string) => number, now: number}} props */
const Frames = ({readings, countOf, now}) => html`
  <details class="card">
    <summary><h2>${t('frames.title')}</h2></summary>
    <p class="faint">${t('frames.why')}</p>
    <${Scroll} label=${t('frames.title')}>
      <table class="frames">
        <thead>
          <tr>
            <th scope="col">${t('frames.code')}</th><th scope="col">${t('frames.every')}</th>
            <th scope="col">${t('frames.age')}</th><th scope="col">${t('frames.count')}</th><th scope="col">${t('frames.raw')}</th>
          </tr>
        </thead>
        <tbody>
          ${readings.map(
            (reading) => html`<tr>
              <th scope="row"><code>${reading.code}</code></th>
              <td>${reading.every_ms ? measure(reading.every_ms / 1000, 's', reading.every_ms % 1000 ? 1 : 0) : t('frames.once')}</td>
              <td>${span(Math.floor(ageOf(reading, now) / 1000))}</td>
              <td>${number(countOf(reading.code))}</td>
              <td class="raw"><code>${reading.raw}</code></td>
            </tr>`,
          )}
        </tbody>
      </table>
    <//>
  </details>
`;

/** @param {{page: Page, id: string}} props */
export const UnitPage = ({page, id}) => {
  const unit = page.units.find((one) => one.id === id);
  if (!unit) {
    return html`<${Empty} icon="search" title=${t('unit.unknown', {unit: id})}><a href="#/">${t('nav.back')}</a><//>`;
  }
  const readings = [...unit.readings].sort((a, b) => a.every_ms - b.every_ms || a.code.localeCompare(b.code));
  const values = valuesOf(unit, page.now);
  const {fresh, seen, past} = page.alarms;
  const last = [...fresh, ...seen, ...past].filter(({inverter, kind}) => inverter === id && OF_LINES.includes(kind)).sort((a, b) => b.since.localeCompare(a.since))[0];
  return html`
    <div class="unit-page ${page.frozen ? 'frozen' : ''}" data-unit=${id}>
      <div class="title">
        <a class="back" href="#/"><${Icon} name="left" />${t('nav.back')}</a><h1>${unit.id}</h1><${State} unit=${unit} /><${Chips} unit=${unit} />
        <a class="to-settings" href="#/settings/${unit.id}"><${Icon} name="settings" />${t('unit.settings')}</a>
      </div>
      <${Why} unit=${unit} />
      <${Troubles} unit=${unit} />
      <div class="groups">${GROUPS.map((name) => html`<${Group} key=${name} name=${name} unit=${unit} values=${values.filter(({group}) => group === name)} />`)}</div>
      <${Day} page=${page} id=${id} />
      <div class="groups"><${LineCard} unit=${unit} last=${last} /><${About} about=${unit.about} /></div>
      <details class="card rest">
        <summary><h2>${t('unit.rest')}</h2></summary>
        ${readings.map((reading) => html`<${Values} key=${reading.code} unit=${unit} reading=${reading} now=${page.now} />`)}
      </details>
      <${Frames} readings=${readings} countOf=${unit.countOf} now=${page.now} />
    </div>
  `;
};
