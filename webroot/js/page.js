// Everything the views show, made of the store anew for each drawing.

import {createAlarms} from './alarms/alarms.js';
import {ofToday, unheardOf} from './overview/today.js';
import {monotonic} from './freshness.js';
import {hubTime} from './model.js';
import {t} from './i18n.js';
import {countOf, quality} from './links.js';
import {schemeOf} from './prefs.js';
import {named} from './store.js';
import {present} from './unit.js';

/** Whoever may not see what is told is not told of alarms either. */
const NO_ALARMS = createAlarms();

/**
 * While the hub is lost nobody knows how a unit is: it is unheard of, whatever it was before.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {number} now
 * @param {boolean} frozen
 */
function unitOf(model, unit, now, frozen) {
  const shown = present(unit, now, model.store.system);
  return {
    ...shown,
    condition: frozen ? 'unheard' : shown.condition,
    readings: [...unit.codes.values()],
    quality: quality(model.links, unit.id, named(unit, 'status'), now),
    countOf: (/** @type {string} */ code) => countOf(model.links, unit.id, code),
  };
}

/**
 * A part of the address as it was meant; one that is not written as addresses are is meant as it stands.
 *
 * @param {string} part
 */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param {Page} page */
export function titleOf({units, first, frozen, told, hub, closed}) {
  if (closed) {
    return 'Sunherd';
  }
  if (first) {
    return `${t('setup.title')} – Sunherd`;
  }
  const there = units.filter(({condition}) => condition === 'online' || condition === 'degraded').length;
  return frozen || !told ? `Sunherd – ${t(`hub.${hub.status}`)}` : `${there}/${units.length} – Sunherd`;
}

/** @param {Model} model */
export function pageOf(model) {
  const now = monotonic();
  const frozen = model.hub.status !== 'live';
  const units = [...model.store.units.values()].map((unit) => unitOf(model, unit, now, frozen));
  const hubNow = hubTime(model) ?? Date.now();
  const {told} = model.store;
  const [place, rest] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  return {
    ...model.shown,
    chartOf: model.store.units.has(model.shown.chartOf) ? model.shown.chartOf : '',
    scheme: schemeOf(model.shown.theme),
    now,
    second: Math.floor(now / 1000),
    hubNow,
    place,
    rest,
    hub: model.hub,
    connections: model.connections,
    frozen,
    picture: model.picture,
    told,
    // Only where no inverter is configured: one that is offline is one in trouble, no first start.
    first: units.length === 0 && Boolean(told || model.session.unclaimed),
    system: model.store.system,
    units,
    shares: new Map(Object.entries(model.store.system?.load_share ?? {})),
    alarms: model.shown.closed ? NO_ALARMS : model.alarms,
    today: ofToday(model.today, hubNow),
    battery: model.battery && frozen ? unheardOf(model.battery) : model.battery,
    history: model.history,
    session: model.session,
  };
}
