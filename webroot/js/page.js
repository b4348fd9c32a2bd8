// Everything the views show, made of the store anew for each drawing.

import {monotonic} from './freshness.js';
import {countOf, quality} from './links.js';
import {named} from './store.js';
import {present, shares} from './unit.js';

function unitOf(model, unit, now) {
  return {
    ...present(unit, now),
    readings: [...unit.codes.values()],
    quality: quality(model.links, unit.id, named(unit, 'status'), now),
    countOf: (code) => countOf(model.links, unit.id, code),
  };
}

export function pageOf(model) {
  const now = monotonic();
  const units = [...model.store.units.values()].map((unit) => unitOf(model, unit, now));
  const [place, rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return {
    ...model.shown,
    now,
    second: Math.floor(now / 1000),
    place,
    rest,
    hub: model.hub,
    frozen: model.hub.status !== 'live',
    told: model.store.told,
    system: model.store.system,
    units,
    shares: shares(units),
    alarms: model.alarms,
    history: model.history,
    session: model.session,
  };
}
