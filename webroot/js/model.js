// The page's memory, and what happens to it when a frame comes.

import {alarmed, createAlarms} from './alarms/alarms.js';
import {goodForMs, isStale, monotonic} from './freshness.js';
import {createHistory, forget, record} from './history.js';
import {createLinks, keepOnly, note, restart} from './links.js';
import {apply, createStore, named} from './store.js';
import {present} from './unit.js';

const SYSTEM = '';
const GAP_S = 5;

/** @returns {Model} */
export const createModel = () => ({
  store: createStore(),
  links: createLinks(),
  history: createHistory(),
  alarms: createAlarms(),
  today: null,
  battery: null,
  picture: null,
  hub: {status: 'connecting', since: monotonic()},
  connections: 0,
  hubAhead: null,
  heard: null,
  session: {known: false, user: null, role: null, users: false, read: 'anyone'},
  shown: {
    theme: 'auto',
    filter: 'units',
    chartOf: '',
    found: [],
    closed: false,
    refused: null,
    loginAsked: false,
    settingsVersion: 0,
  },
});

/**
 * The hub's clock now, in milliseconds; null before it has told its time.
 *
 * @param {Model} model
 */
export const hubTime = (model) => (model.hubAhead === null ? null : monotonic() + model.hubAhead);

/**
 * @param {Model} model
 * @param {Unit} unit
 */
function keepUnit(model, unit) {
  const reading = named(unit, 'status');
  if (!reading || isStale(reading, monotonic())) {
    return;
  }
  const now = present(unit, monotonic(), model.store.system);
  record(
    model.history,
    unit.id,
    Date.parse(reading.at) / 1000,
    {
      pv: now.pvWatts,
      load: now.load,
      battery: now.batteryWatts,
      grid: now.gridWatts,
      volts: now.volts,
      soc: now.soc,
      temp: now.tempInCounts ? null : now.temp,
    },
    goodForMs(reading.every_ms) / 1000,
  );
}

/**
 * Notes the system's totals; called once a second, since they are told only when they change.
 *
 * @param {Model} model
 */
export function keepSystem(model) {
  const {system} = model.store;
  const now = hubTime(model);
  if (!system || now === null || model.hub.status !== 'live') {
    return;
  }
  record(
    model.history,
    SYSTEM,
    now / 1000,
    {
      pv: system.pv_watts,
      load: system.ac_watt,
      battery: system.battery_watts,
      grid: system.grid_watts,
      volts: system.batt_volt,
      soc: system.batt_capacity,
      temp: system.temp,
    },
    GAP_S,
  );
}

/**
 * Whether the hub is to be asked what today has brought: before it has heard of a unit it has nothing to tell, but what is shown
 * is asked for anew.
 *
 * @param {Model} model
 */
export const asksToday = ({hub, shown, store, today, battery}) =>
  hub.status === 'live' && !shown.closed && Boolean(store.system?.counted || today || battery);

/**
 * A connection to the hub is there again, or for the first time.
 *
 * @param {Model} model
 */
export function connected(model) {
  model.connections += 1;
  restart(model.links, monotonic());
}

/**
 * Units may have come and gone, at any time.
 *
 * @param {Model} model
 */
function snapshotCame(model) {
  if (model.picture) {
    Object.assign(model, {picture: null, today: null, battery: null});
  }
  const ids = new Set(model.store.units.keys());
  keepOnly(model.links, ids);
  forget(model.history, new Set([...ids, SYSTEM]));
  model.hubAhead = null;
  for (const unit of model.store.units.values()) {
    const reading = named(unit, 'status');
    model.hubAhead = reading ? Date.parse(reading.at) - reading.born : model.hubAhead;
  }
}

/**
 * @param {Model} model
 * @param {ReadingFrame} frame
 */
function readingCame(model, frame) {
  const unit = model.store.units.get(frame.inverter);
  const reading = unit?.codes.get(frame.code);
  if (!unit || !reading) {
    return;
  }
  model.hubAhead = Date.parse(reading.at) - reading.born;
  note(model.links, unit.id, reading, monotonic());
  if (reading.cmd === 'status') {
    keepUnit(model, unit);
  }
}

/**
 * Takes a frame in; false where only a new snapshot helps.
 *
 * @param {Model} model
 * @param {Frame} frame
 */
export function take(model, frame) {
  if (!apply(model.store, frame, monotonic())) {
    return false;
  }
  model.heard = {now: monotonic(), wall: Date.now()};
  if (frame.type === 'snapshot') {
    snapshotCame(model);
  } else if (frame.type === 'reading') {
    readingCame(model, frame);
  } else if (frame.type === 'alarm') {
    const {type, seq, ...alarm} = frame;
    alarmed(model.alarms, alarm);
  }
  return true;
}
