// All that is known of one unit, down to the frames of its line.

import {html} from '../html.js';
import {ageOf, isStale} from '../freshness.js';
import {ago, moment, number, plain, span} from '../format.js';
import {t} from '../i18n.js';
import {field, fieldTitle, inquiryTitle} from '../labels.js';
import {Icon} from './icons.js';
import {Empty, Scroll} from './parts.js';
import {State, Tile} from './tile.js';

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
    ${about.last_error && html`<p class="why"><${Icon} name="warning" />${about.last_error}</p>`}
  </section>
`;

/** @param {{unit: ShownUnit, reading: Reading, now: number}} props */
const Values = ({unit, reading, now}) => {
  const protocol = unit.about.protocol;
  const old = isStale(reading, now);
  return html`
    <details class="card reading ${old ? 'old' : ''}" open=${reading.cmd === 'status'}>
      <summary>
        <span>${inquiryTitle(protocol, reading.cmd)}</span>
        <code>${reading.code}</code>
        <span class="age faint">${old && html`<${Icon} name="clock" />`}${ago(ageOf(reading, now))}</span>
      </summary>
      <${Scroll} label=${inquiryTitle(protocol, reading.cmd)}>
        <table class="pairs">
          <tbody>
            ${Object.entries(reading.data).map(
              ([key, value]) => html`<tr>
                <th scope="row">${fieldTitle(protocol, reading.cmd, key)}</th>
                <td>${plain(value, field(protocol, reading.cmd, key)?.type)}</td>
                <td class="measure">${field(protocol, reading.cmd, key)?.unit ?? ''}</td>
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
    <summary>${t('frames.title')}</summary>
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
              <td>${reading.every_ms ? `${number(reading.every_ms / 1000, reading.every_ms % 1000 ? 1 : 0)}\u202fs` : t('frames.once')}</td>
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
  return html`
    <div class="unit-page ${page.frozen ? 'frozen' : ''}">
      <div class="title"><a class="back" href="#/"><${Icon} name="left" />${t('nav.back')}</a><h1>${unit.id}</h1><${State} unit=${unit} /></div>
      <div class="side">
        <${Tile} unit=${unit} share=${page.shares.get(id)} quality=${unit.quality} />
        <${About} about=${unit.about} />
      </div>
      <div class="readings">
        ${readings.map((reading) => html`<${Values} key=${reading.code} unit=${unit} reading=${reading} now=${page.now} />`)}
        <${Frames} readings=${readings} countOf=${unit.countOf} now=${page.now} />
      </div>
    </div>
  `;
};
