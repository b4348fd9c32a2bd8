// The first screen: is everything there, what flows, how is each unit.

import {html, useEffect, useRef} from '../html.js';
import {DASH, plain} from '../format.js';
import {inWords, t} from '../i18n.js';
import {Flow} from './picture.js';
import {Icon} from '../frame/icons.js';
import {Tile} from './tile.js';

/** @param {ShownUnit} unit */
const troubled = (unit) => unit.troubles.faults.length + unit.troubles.warnings.length > 0;

/**
 * What the counters count; each is a filter of the tiles, too.
 *
 * @type {Record<'units' | 'warnings' | 'degraded' | 'stale' | 'offline', (unit: ShownUnit) => boolean>}
 */
const FILTERS = {
  units: () => true,
  warnings: troubled,
  degraded: (unit) => unit.condition === 'degraded',
  stale: (unit) => unit.condition === 'stale',
  offline: (unit) => unit.condition === 'offline',
};
const ICONS = {units: 'units', warnings: 'warning', degraded: 'plug', stale: 'clock', offline: 'offline'};

/**
 * @param {{name: keyof typeof FILTERS, units: ShownUnit[], frozen: boolean, chosen: string,
 *   onChoose: Choose}} props
 */
const Counter = ({name, units, frozen, chosen, onChoose}) => {
  const count = units.filter(FILTERS[name]).length;
  const there = units.filter((unit) => unit.condition === 'online' || unit.condition === 'degraded').length;
  const loud = !frozen && (name === 'units' ? there < units.length : count > 0);
  return html`
    <button class="counter ${name} ${loud ? 'loud' : ''}" aria-pressed=${chosen === name} onClick=${() => onChoose(name)}>
      <${Icon} name=${ICONS[name]} />
      <span class="counted">${name === 'units' ? `${frozen ? DASH : there}/${units.length}` : frozen && name !== 'warnings' ? DASH : count}</span>
      <span>${t(`counter.${name}`, {n: name === 'units' ? units.length : count})}</span>
    </button>
  `;
};

/** @param {{units: ShownUnit[], frozen: boolean, chosen: string, onChoose: Choose}} props */
const Counters = ({units, frozen, chosen, onChoose}) => html`
  <div class="counters" role="group" aria-label=${t('counter.label')}>
    ${/** @type {(keyof typeof FILTERS)[]} */ (Object.keys(FILTERS)).map((name) => html`<${Counter} name=${name} units=${units} frozen=${frozen} chosen=${chosen} onChoose=${onChoose} />`)}
  </div>
`;

/**
 * Settings that should be alike in a parallel system, and are not.
 *
 * @param {{list: NonNullable<System['differences']>}} props
 */
export const Differences = ({list}) =>
  list.length > 0 &&
  html`
    <section class="differences" aria-labelledby="differences-title">
      <h2 id="differences-title"><${Icon} name="differ" />${t('guardian.title', {n: list.length})}</h2>
      <p class="faint">${t('guardian.why')}</p>
      <ul>
        ${list.map(
          (difference) => html`
            <li>
              <strong>${inWords(difference.title)}</strong>
              <span class="each">${Object.entries(difference.values).map(
                ([id, value]) => html`<span><span class="faint">${id}</span> ${plain(value)}</span>`,
              )}</span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;

/**
 * Units on the parallel bus that the configuration does not name.
 *
 * @param {{found: Found[]}} props
 */
const Found = ({found}) =>
  found.length > 0 &&
  html`
    <section class="found" aria-labelledby="found-title">
      <h2 id="found-title"><${Icon} name="search" />${t('found.title', {n: found.length})}</h2>
      <ul>
        ${found.map(
          (unit) => html`<li>
            <strong>${unit.serial ?? t('unit.no_serial')}</strong>
            ${unit.via && html` <span>${t('unit.via', {unit: unit.via})}</span>`}
            ${unit.unit !== undefined && html` <span class="faint">${t('found.number', {number: unit.unit})}</span>`}
          </li>`,
        )}
      </ul>
      <p class="faint"><a href="#/setup">${t('found.how')}</a></p>
    </section>
  `;

/**
 * A change of the configuration that the hub did not take; the units are as they were.
 *
 * @param {{refused?: Page['refused']}} props
 */
const Refused = ({refused}) =>
  refused && html`<p class="why"><${Icon} name="warning" />${t('setup.refused_short')} <a href="#/setup">${t('setup.refused_link')}</a></p>`;

/** @param {{page: Page, actions: Actions}} props */
export const Overview = ({page, actions}) => {
  const {units, system, filter, frozen, found, shares} = page;
  const shown = units.filter(FILTERS[/** @type {keyof typeof FILTERS} */ (filter)]);
  const tiles = useRef(null);
  const filtered = useRef(null);
  useEffect(() => {
    if (filtered.current && filter !== filtered.current && filter !== 'units') {
      tiles.current?.scrollIntoView({block: 'nearest'}); // on a phone they are below what is seen
    }
    filtered.current = filter;
  }, [filter]);
  return html`
    <h1 class="only-heard">${t('nav.overview')}</h1>
    <${Counters} units=${units} frozen=${frozen} chosen=${filter} onChoose=${actions.setFilter} />
    ${system
      ? html`<${Flow} system=${system} units=${units} frozen=${frozen} today=${page.today} battery=${page.battery} second=${page.second} now=${page.hubNow} />`
      : html`<p class="faint">${t('flow.none')}</p>`}
    <${Differences} list=${system?.differences ?? []} />
    <section ref=${tiles} aria-labelledby="units-title">
      <h2 id="units-title" class=${filter === 'units' ? 'only-heard' : ''}>${t(`filtered.${filter}`)}</h2>
      ${shown.length === 0 && html`<p class="faint none">${t('filtered.none')} <button class="text" onClick=${() => actions.setFilter('units')}>${t('filtered.all')}</button></p>`}
      <div class="tiles ${frozen ? 'frozen' : ''}">
        ${shown.map((unit) => html`<${Tile} key=${unit.id} unit=${unit} share=${shares.get(unit.id)} quality=${unit.quality} />`)}
      </div>
    </section>
    <${Found} found=${found} />
    <${Refused} refused=${page.refused} />
  `;
};
