import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asksToday, createModel, keepSystem, take} from '../../../webroot/js/model.js';
import {points} from '../../../webroot/js/history.js';
import {batteriesOf, hoursOf} from '../../../webroot/js/overview/today.js';
import {pageOf, titleOf} from '../../../webroot/js/page.js';
import {describe, named} from '../../../webroot/js/store.js';
import {goBy} from '../../../webroot/js/zone.js';

const status = (more = {}) => ({
  at: '2026-11-24T11:00:00Z',
  age_ms: 100,
  code: 'QPIGS',
  every_ms: 1000,
  raw: '(...',
  data: {ac_watt: 500, batt_volt: 52.8, batt_charge_amps: 10, batt_discharge_amps: 0, ...more},
});

const snapshot = (seq, ...ids) => ({
  type: 'snapshot',
  seq,
  system: {units: ids.length, counted: ids.length, ac_watt: 500},
  inverters: ids.map((id) => ({id, state: 'online', since: '2026-11-24T10:00:00Z', serial: `9293200410244${id.at(-1)}`, status: status()})),
});

function modelOf(...frames) {
  const model = createModel();
  frames.forEach((frame) => assert.equal(take(model, frame), true));
  return model;
}

test('a snapshot is all there is', () => {
  const model = modelOf(snapshot(1, 'roof-1', 'roof-2'), snapshot(2, 'roof-2'));
  assert.deepEqual([...model.store.units.keys()], ['roof-2']);
  assert.equal(model.store.told, true);
});

test('a frame that is older than what is known is not taken', () => {
  const model = modelOf(snapshot(5, 'roof-1'));
  assert.equal(take(model, {type: 'reading', seq: 4, inverter: 'roof-1', cmd: 'status', ...status()}), false);
  assert.equal(take(model, {type: 'pong'}), true);
  assert.equal(take(model, {type: 'of_tomorrow', seq: 1}), true);
});

test('a reading of an inverter that is not there is nobody\'s', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  assert.equal(take(model, {type: 'reading', seq: 2, inverter: 'roof-9', cmd: 'status', ...status()}), true);
  assert.equal(model.store.units.has('roof-9'), false);
});

test('a reading is shown with what it comes to', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  model.hub.status = 'live';
  const [unit] = pageOf(model).units;
  assert.equal(unit.load, 500);
  assert.equal(unit.amps, 10);
  assert.equal(unit.batteryWatts, 528);
  assert.equal(unit.temp, null);
  assert.equal(unit.condition, 'online');
  assert.equal(unit.tail, '2441');
});

test('a current of which a part is not known is not known', () => {
  const model = modelOf(snapshot(1, 'roof-1'), {type: 'reading', seq: 2, inverter: 'roof-1', cmd: 'status', ...status({batt_discharge_amps: null})});
  const [unit] = pageOf(model).units;
  assert.equal(unit.amps, null);
  assert.equal(unit.batteryWatts, null);
});

test('while the hub is lost nobody knows how a unit is', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  model.hub.status = 'lost';
  assert.equal(pageOf(model).units[0].condition, 'unheard');
});

test('an alarm is shown from its frame until it is past, and nothing of the frame itself', () => {
  const raised = {id: 'a1', kind: 'fault', severity: 'fault', inverter: 'roof-1', since: '2026-11-24T11:00:05Z', cleared: null, text: 'Hot.', evidence: {}, acknowledged_by: null};
  const model = modelOf(snapshot(1, 'roof-1'), {type: 'alarm', seq: 2, ...raised});
  assert.deepEqual(pageOf(model).alarms.fresh, [raised]);
  assert.equal(take(model, {type: 'alarm', seq: 1, ...raised, id: 'a0'}), false);
  assert.equal(take(model, {type: 'alarm', seq: 3, ...raised, cleared: '2026-11-24T11:00:09Z'}), true);
  assert.deepEqual(pageOf(model).alarms.past.map(({id}) => id), ['a1']);
  assert.deepEqual(pageOf(model).alarms.fresh, []);
});

test('what another unit told is not shown for the one in its place', () => {
  const online = {type: 'state', seq: 3, inverter: 'roof-1', state: 'online', since: '2026-11-24T11:00:09Z', protocol: 'pi30'};
  const faulty = {type: 'reading', seq: 2, inverter: 'roof-1', cmd: 'warnings', ...status(), code: 'QPIWS', data: {faults: ['over_temperature'], warnings: []}};
  const shown = (/** @type {object[]} */ ...frames) => {
    const model = modelOf(snapshot(1, 'roof-1'), faulty, ...frames);
    return named(model.store.units.get('roof-1'), 'warnings') !== undefined;
  };
  assert.equal(shown({...online, serial: '92932004102441'}), true);
  assert.equal(shown({...online, serial: '92932004102449'}), false);
  assert.equal(shown({...online, serial: null}), false);
  assert.equal(shown({...online, serial: '92932004102441'}, {...online, seq: 4, serial: '92932004102441', protocol: 'pi18'}), false);
});

test('a fault of a unit that is seen through another one is shown as the bus tells it', () => {
  const via = {type: 'state', seq: 2, inverter: 'roof-1', state: 'degraded', since: '2026-11-24T11:00:09Z', serial: '92932004102441', via: 'roof-2'};
  const bus = {type: 'reading', seq: 3, inverter: 'roof-1', cmd: 'parallel', ...status(), age_ms: 0, code: 'QPGS1', data: {work_mode: 'fault', fault_code: '08', faults: ['bus_over']}};
  const [unit] = pageOf(modelOf(snapshot(1, 'roof-1'), via, bus)).units;
  assert.deepEqual(unit.troubles, {faults: ['bus_over'], warnings: [], code: '08'});
});

test('who comes back without a number may be another one', () => {
  const state = (seq, condition) => ({type: 'state', seq, inverter: 'roof-1', state: condition, serial: null, since: '2026-11-24T11:00:09Z'});
  const told = (seq) => ({type: 'reading', seq, inverter: 'roof-1', cmd: 'status', ...status()});
  const model = modelOf(snapshot(1, 'roof-1'), state(2, 'online'), told(3), state(4, 'offline'));
  assert.notEqual(named(model.store.units.get('roof-1'), 'status'), undefined);
  assert.equal(take(model, state(5, 'online')), true);
  assert.equal(named(model.store.units.get('roof-1'), 'status'), undefined);
});

test('what is told beside the stream does not undo what the stream has told', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  describe(model.store, [{id: 'roof-1', state: 'offline', since: null, last_error: 'old news', ages_ms: {}, role: 'master'}, {id: 'roof-9'}]);
  const {about} = model.store.units.get('roof-1');
  assert.equal(about.role, 'master');
  assert.equal(about.state, 'online');
  assert.equal(named(model.store.units.get('roof-1'), 'status').cmd, 'status');
});

test('the totals are kept once a second while the hub is live', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  keepSystem(model);
  assert.deepEqual(points(model.history, '', ['load']), [[], []]);
  model.hub.status = 'live';
  keepSystem(model);
  assert.deepEqual(points(model.history, '', ['load'])[1], [500]);
  assert.deepEqual(points(model.history, '', ['temp'])[1], [null]);
});

test('a place in the address that is no text is none', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  location.hash = '#/unit/100%';
  assert.deepEqual([pageOf(model).place, pageOf(model).rest], ['unit', '100%']);
  location.hash = '#/unit/roof%2D1';
  assert.deepEqual([pageOf(model).place, pageOf(model).rest], ['unit', 'roof-1']);
  location.hash = '';
});

test('what a day has brought is not shown as what the next one has, whether the hub is there or not', () => {
  goBy('Africa/Lagos');
  const model = modelOf(snapshot(1, 'roof-1'));
  model.today = {since: '2026-11-23T23:00:00Z', pv_kwh: 12.3};
  assert.equal(pageOf(model).today?.pv_kwh, 12.3);
  model.hubAhead += 11 * 3600 * 1000; // 23:00 there
  assert.equal(pageOf(model).today?.pv_kwh, 12.3);
  model.hubAhead += 3600 * 1000;
  assert.equal(pageOf(model).today, null);
});

test('today is asked for as long as it is shown, although no unit is heard any more', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  assert.equal(asksToday(model), false, 'the hub is not there yet');
  model.hub.status = 'live';
  assert.equal(asksToday(model), true);
  model.store.system.counted = 0;
  assert.equal(asksToday(model), false, 'it has nothing to tell yet');
  model.today = {since: '2026-11-23T23:00:00Z'};
  assert.equal(asksToday(model), true);
  Object.assign(model, {today: null, battery: {hours_left: 3}});
  assert.equal(asksToday(model), true);
  model.shown.closed = true;
  assert.equal(asksToday(model), false);
});

test('to whom only users\' values are closed neither bell nor title tells of them', () => {
  const raised = {id: 'a1', kind: 'fault', severity: 'fault', inverter: 'roof-1', since: '2026-11-24T11:00:05Z', cleared: null, text: 'Hot.', evidence: {}, acknowledged_by: null};
  const model = modelOf(snapshot(1, 'roof-1'), {type: 'alarm', seq: 2, ...raised});
  model.hub.status = 'live';
  assert.deepEqual([pageOf(model).alarms.fresh.length, titleOf(pageOf(model))], [1, '1/1 – Sunherd']);
  model.shown.closed = true;
  assert.deepEqual([pageOf(model).alarms.fresh.length, titleOf(pageOf(model))], [0, 'Sunherd']);
});

test('what the hub\'s clock says is not known until it tells it anew: this machine\'s may have been set meanwhile', () => {
  const model = modelOf(snapshot(1, 'roof-1'));
  model.hub.status = 'live';
  take(model, {...snapshot(2), inverters: [{id: 'roof-1', state: 'offline'}]});
  keepSystem(model);
  assert.deepEqual(points(model.history, '', ['load']), [[], []]);
});

test('how long a battery lasts from now on nobody knows once the hub is lost', () => {
  const one = {soc: 70, source: 'bms', at: status().at, stale: false, hours_left: 3.2, hours_to_full: null};
  const model = modelOf(snapshot(1, 'roof-1'));
  model.battery = {...one, batteries: [{...one, units: ['roof-1']}, {...one, units: ['roof-2']}]};
  const hours = () => batteriesOf(pageOf(model).battery).map(({battery}) => hoursOf(battery)?.[1] ?? null);
  model.hub.status = 'live';
  assert.deepEqual(hours(), [3.2, 3.2]);
  model.hub.status = 'lost';
  assert.deepEqual(hours(), [null, null]);
  assert.equal(pageOf(model).battery.soc, 70);
});
