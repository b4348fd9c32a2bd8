import './browser.js';
import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {forgetPicture, keepPicture, ownPicture, showPicture} from '../../../webroot/js/kept/keeper.js';
import {mayShow, ownerOf, pictureOf, putUp, textOf} from '../../../webroot/js/kept/picture.js';
import {createModel, take} from '../../../webroot/js/model.js';
import {batteriesOf, hoursOf} from '../../../webroot/js/overview/today.js';
import {pageOf} from '../../../webroot/js/page.js';
import {named} from '../../../webroot/js/store.js';

const HOUR = 3600 * 1000;
const KEY = 'sunherd.picture /';
const BESIDES = {zone: 'Africa/Lagos', grid: 'grid'};
const anyone = {known: true, user: null, role: null, users: false, read: 'anyone'};
const userOnly = (user) => ({known: true, user, role: user && 'viewer', users: true, read: 'users'});

const reading = {
  at: '2026-11-30T14:03:00Z', age_ms: 400, code: 'QPIGS', every_ms: 1000, raw: '(230.1', data: {ac_watt: 500, batt_volt: 52.8},
};
const snapshot = {
  type: 'snapshot',
  seq: 7,
  system: {units: 1, counted: 1, ac_watt: 500},
  inverters: [{id: 'roof-1', state: 'online', serial: '92932004102441', status: reading}],
};

function seen(session = anyone, hub = 'live') {
  const model = createModel();
  take(model, snapshot);
  return Object.assign(model, {session, hub: {status: hub, since: 0}, today: {since: new Date().toISOString(), pv_kwh: 3}});
}

const kept = () => JSON.parse(localStorage.getItem(KEY));

beforeEach(forgetPicture);
afterEach(() => mock.timers.reset());

test('a picture is kept for whoever may see it', () => {
  assert.equal(ownerOf(anyone), 'anyone');
  assert.equal(ownerOf({...anyone, user: 'ann'}), 'anyone');
  assert.equal(ownerOf(userOnly('ann')), 'user ann');
  assert.equal(ownerOf(userOnly(null)), null);
  assert.equal(ownerOf({...anyone, known: false}), null);
  assert.equal(ownerOf({...anyone, unclaimed: true, code_needed: true}), null);
});

test('only what is live is kept, without the bytes of the line', () => {
  const clocks = {now: performance.now(), wall: 1000};
  const picture = pictureOf(seen(), BESIDES, clocks);
  assert.equal(picture.at, 1000);
  assert.equal(picture.inverters[0].status.data.ac_watt, 500);
  assert.equal(picture.inverters[0].serial, '92932004102441');
  assert.equal('raw' in picture.inverters[0].status, false);
  assert.equal(pictureOf(seen(anyone, 'lost'), BESIDES, clocks), null);
  assert.equal(pictureOf(seen(userOnly(null)), BESIDES, clocks), null);
  assert.equal(pictureOf(createModel(), BESIDES, clocks), null);
  assert.equal(pictureOf({...seen(), picture: {at: 5}}, BESIDES, clocks), null);
});

test('more than a browser should keep is not kept', () => {
  assert.equal(textOf({zone: 'x'.repeat(1_000_001)}), null);
  assert.equal(textOf({zone: 'x'}), '{"zone":"x"}');
});

test('what is shown again is as old as it is, and nothing of it live', () => {
  const now = performance.now();
  const picture = pictureOf(seen(), BESIDES, {now, wall: 50 * HOUR});
  const model = createModel();
  putUp(model, picture, {now, wall: 52 * HOUR});
  const page = pageOf(model);
  assert.equal(page.frozen, true);
  assert.equal(page.units[0].condition, 'unheard');
  assert.equal(page.units[0].load, 500);
  assert.ok(page.units[0].stale);
  assert.ok(page.units[0].ageMs >= 2 * HOUR && page.units[0].ageMs < 2 * HOUR + 60000);
  assert.equal(page.system.ac_watt, 500);
  assert.equal(page.today.pv_kwh, 3);
  assert.equal(Math.round((now - page.hub.since) / HOUR), 2);
  model.today.since = '1970-01-03T02:00:00Z';
  assert.equal(pageOf(model).today, null, 'what another day has brought is not of today');
});

test('no battery of a picture lasts for so many hours from now on', () => {
  const one = {soc: 70, source: 'bms', at: snapshot.inverters[0].status.at, stale: false, hours_left: 3.2, hours_to_full: null};
  for (const [battery, many] of [[one, 1], [{...one, batteries: [{...one, units: ['roof-1']}, {...one, units: ['roof-2']}]}, 2]]) {
    const clocks = {now: performance.now(), wall: 50 * HOUR};
    const model = createModel();
    putUp(model, pictureOf({...seen(), battery}, BESIDES, clocks), {...clocks, wall: 52 * HOUR});
    const shown = batteriesOf(pageOf(model).battery);
    assert.equal(shown.length, many);
    shown.forEach(({battery: old}) => {
      assert.equal(hoursOf(old), null);
      assert.equal(old.stale, true);
      assert.equal(old.soc, 70);
    });
  }
});

test('what the hub tells takes the place of all of it', () => {
  const model = createModel();
  keepPicture(seen());
  showPicture(model);
  assert.ok(model.picture);
  take(model, {...snapshot, seq: 1, inverters: [{id: 'roof-2', state: 'online'}]});
  assert.deepEqual([...model.store.units.keys()], ['roof-2']);
  assert.equal(model.picture, null);
  assert.equal(model.today, null);
});

test('what the hub has told before it was lost is not put aside', () => {
  keepPicture(seen());
  const model = seen(anyone, 'lost');
  model.store.units.clear();
  showPicture(model);
  assert.equal(model.picture, null);
});

test('it is of when the hub was heard last, however long the machine has slept since', () => {
  mock.timers.enable({apis: ['Date'], now: 100 * HOUR});
  const model = seen();
  mock.timers.setTime(108 * HOUR);
  keepPicture(model);
  assert.equal(kept().at, 100 * HOUR);
});

test('one that is on the screen grows old while the machine sleeps, and goes with what was kept', () => {
  mock.timers.enable({apis: ['Date'], now: 100 * HOUR});
  keepPicture(seen(userOnly('ann')));
  const shown = createModel();
  showPicture(shown);
  const ageHours = () => Math.round(pageOf(shown).units[0].ageMs / HOUR);
  mock.timers.setTime(108 * HOUR);
  assert.equal(ageHours(), 8, 'as soon as it is drawn again');
  showPicture(shown);
  assert.equal(ageHours(), 8);
  mock.timers.setTime(104 * HOUR);
  showPicture(shown);
  assert.equal(ageHours(), 8, 'by a clock that was put back it is no younger');
  mock.timers.setTime(108 * HOUR);
  mock.timers.setTime(113 * HOUR);
  showPicture(shown);
  assert.equal(shown.store.units.size, 0, 'no session lasts so long');
  assert.equal(shown.picture, null);

  keepPicture(seen());
  showPicture(shown);
  assert.ok(shown.picture);
  forgetPicture();
  showPicture(shown);
  assert.equal(shown.store.units.size, 0, 'whoever it was has logged out in another tab');
});

test('what users alone may see is shown for as long as a session may last', () => {
  const forAnyone = {form: 1, owner: 'anyone', at: 10 * HOUR, inverters: []};
  const forAnn = {...forAnyone, owner: 'user ann'};
  assert.ok(mayShow(forAnyone, 9000 * HOUR));
  assert.ok(mayShow(forAnn, 21 * HOUR));
  assert.ok(!mayShow(forAnn, 22 * HOUR));
  assert.ok(!mayShow(forAnyone, 9 * HOUR), 'of the future');
  assert.ok(!mayShow({...forAnyone, form: 2}, 11 * HOUR));
  assert.ok(!mayShow({form: 1}, 11 * HOUR));
  assert.ok(!mayShow(null, 11 * HOUR));
});

test('it goes with whose it was', () => {
  for (const [before, after, stays] of [
    [anyone, anyone, true],
    [anyone, {...anyone, user: 'ann', users: true}, true],
    [userOnly('ann'), userOnly('ann'), true],
    [userOnly('ann'), userOnly(null), false],
    [userOnly('ann'), userOnly('bob'), false],
    [anyone, userOnly('ann'), false],
    [userOnly('ann'), anyone, false],
    [anyone, {...anyone, unclaimed: true, code_needed: true}, false],
  ]) {
    keepPicture(seen(before));
    const shown = createModel();
    showPicture(shown);
    assert.equal(named(shown.store.units.get('roof-1'), 'status').data.ac_watt, 500);
    shown.session = after;
    ownPicture(shown);
    assert.equal(kept() !== null, stays);
    assert.equal(shown.store.told, stays);
    assert.equal(shown.store.units.size, stays ? 1 : 0);
    assert.equal(shown.picture !== null, stays);
  }
});
