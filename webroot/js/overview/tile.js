// One unit at a glance.

import {html} from '../html.js';
import {ago, measure, moment, number, powerText} from '../format.js';
import {maybe, t} from '../i18n.js';
import {warningTitle} from '../labels.js';
import {Bars, Icon} from '../frame/icons.js';
import {Bar, Chip, Watts} from '../frame/parts.js';

/** @type {Record<string, string>} */
const STATES = {offline: 'offline', stale: 'clock', degraded: 'plug', online: 'check', unheard: 'cloud'};

/** @param {ShownUnit} unit */
const isLive = (unit) => unit.condition === 'online' || unit.condition === 'degraded';

/**
 * How the unit is reached, in words, with an icon: never by colour alone. One that is seen through another although it
 * has a cable of its own has lost that cable.
 *
 * @param {{unit: {condition: ShownUnit['condition'], about: About}}} props
 */
export const State = ({unit: {condition, about}}) => html`
  <span class="state ${condition}"><${Icon} name=${STATES[condition]} />${condition === 'degraded' && about.via ? t('state.cable_lost', {unit: about.via}) : t(`state.${condition}`)}</span>
`;

/**
 * What the parallel system makes of the unit.
 *
 * @param {{about: About}} props
 */
const Roles = ({about}) => html`
  ${about.role && html`<${Chip} kind="role">${maybe(`words.${about.role}`) ?? about.role}<//>`}
  ${about.phase && html`<${Chip}>${t('unit.phase', {phase: about.phase})}<//>`}
  ${about.via && about.state !== 'degraded' && html`<${Chip} kind="via" icon="offline">${t('unit.via', {unit: about.via})}<//>`}
`;

/** @param {{label: string, old?: boolean, children?: [any]}} props */
const Row = ({label, old, children}) => html`
  <div class=${old ? 'old' : ''}><dt>${label}</dt><dd>${old && html`<${Icon} name="clock" /><span class="only-heard">${t('state.stale')} </span>`}${children}</dd></div>
`;

/** @param {ShownUnit} unit */
const battery = (unit) =>
  unit.amps === null ? 'unknown' : unit.amps > 0 ? 'charging' : unit.amps < 0 ? 'discharging' : 'idle';

/**
 * Why there are no live values, and since when.
 *
 * @param {{unit: ShownUnit}} props
 */
export const Why = ({unit}) => {
  if (unit.condition === 'offline') {
    return html`<p class="why">
      ${t('unit.offline_since', {at: moment(unit.about.since)})}
      ${unit.about.last_error && html` <span class="error">${unit.about.last_error}</span>`}
      ${unit.told && html` ${t('unit.last_values')}`}
    </p>`;
  }
  return unit.condition === 'stale'
    ? html`<p class="why">${unit.ageMs === null ? t('unit.nothing') : t('unit.stale', {age: ago(unit.ageMs)})}</p>`
    : unit.condition === 'degraded' && unit.about.last_error
      ? html`<p class="why">${unit.about.last_error}</p>`
      : null;
};

/** @param {{unit: ShownUnit}} props */
export const Troubles = ({unit}) => {
  const {faults, warnings} = unit.troubles;
  return (
    faults.length + warnings.length > 0 &&
    html`<ul class="troubles">
      ${faults.map((name) => html`<li class="fault"><${Icon} name="fault" />${warningTitle(unit.about.protocol, name)}</li>`)}
      ${warnings.map((name) => html`<li class="warning"><${Icon} name="warning" />${warningTitle(unit.about.protocol, name)}</li>`)}
    </ul>`
  );
};

/**
 * What it does, and what it is in its system.
 *
 * @param {{unit: ShownUnit}} props
 */
export const Chips = ({unit}) => html`
  <p class="chips">
    <${Chip} kind="mode">${unit.mode.code && !unit.mode.stale && isLive(unit) ? t(`modes.${unit.mode.code}`) : t('modes.unknown')}<//>
    <${Roles} about=${unit.about} />
  </p>
`;

/** @param {{unit: ShownUnit, share?: number, quality: number | null}} props */
export const Tile = ({unit, share, quality}) => html`
  <article class="tile ${unit.condition}" aria-labelledby="unit-${unit.id}" data-unit=${unit.id}>
    <header>
      <h3 id="unit-${unit.id}"><a href="#/unit/${unit.id}">${unit.id}</a></h3>
      <span class="tail faint" title=${unit.about.serial ?? ''}>${unit.tail ? `…${unit.tail}` : t('unit.no_serial')}</span>
      <${State} unit=${unit} />
    </header>
    <${Chips} unit=${unit} />
    <${Why} unit=${unit} />
    <div class="values">
      <p class="load"><${Watts} watts=${unit.load} /><span class="faint">${t('unit.load')} ${measure(unit.loadPercent, '%')}</span></p>
      <${Bar} percent=${unit.loadPercent} kind="load" />
      <dl>
        ${unit.pv.map((string) => html`<${Row} label=${string.name} old=${string.stale && !unit.stale}>${powerText(string.watts)}<//>`)}
        <${Row} label=${t('unit.battery')}>${measure(unit.volts, 'V', 2)}<//>
        <${Row} label=${t(`direction.${battery(unit)}`)}>${measure(unit.amps === null ? null : Math.abs(unit.amps), 'A')}<//>
        <${Row} label=${t('unit.temp')}>${unit.tempInCounts ? t('unit.counts', {n: number(unit.temp)}) : measure(unit.temp, '°C')}<//>
        <${Row} label=${t('unit.share')}>${measure(share ?? null, '%')}<//>
      </dl>
    </div>
    <${Troubles} unit=${unit} />
    <footer class="faint">
      <span class="age">${unit.ageMs === null ? t('unit.nothing') : isLive(unit) ? ago(unit.ageMs) : t('age.as_of', {at: moment(unit.at)})}</span>
      <span class="link" title=${t('unit.link_hint')}>
        ${!isLive(unit) ? '' : quality === null ? t('unit.link_unknown') : html`<${Bars} quality=${quality} />${t('unit.link', {percent: number(100 * quality)})}`}
      </span>
    </footer>
  </article>
`;
