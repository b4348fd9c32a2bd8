import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {answerWith, later, newTab, settled} from './browser.js';
import {createSetup} from '../../../webroot/js/setup/setup.js';
import {monotonic} from '../../../webroot/js/freshness.js';
import {offersOf} from '../../../webroot/js/setup/draft.js';
import {createComparison, movedMost} from '../../../webroot/js/setup/movement.js';
import {devicesOf, merged} from '../../../webroot/js/setup/watch.js';

const page = () => ({draw() {}, askLogin() {}, async askBesides() {}, async askSession() {}});
const live = (ac_watt, pv_watts = 0) => ({ac_watt, pv_watts, batt_volt: 52, mode: 'BT', age_ms: 1000});
const none = () => new Map();
const first = {device: 'serial:/dev/ttyUSB0', serial: '1', error: null, live: live(300)};
const second = {device: 'serial:/dev/ttyUSB1', serial: '2', error: null, live: live(300)};
const beside = {via: 'serial:/dev/ttyUSB0', unit: 1, serial: '3', live: live(310)};
const silent = {device: 'serial:/dev/ttyUSB2', error: 'did not answer'};
const mine = {device: 'serial:/dev/ttyUSB3', serial: '9', configured: 'roof-1', error: null, live: null};

beforeEach(newTab);

const watts = (values, born = 0) => new Map(Object.entries(values).map(([key, [load, pv]]) => [key, {load, pv, born}]));

test('the one that moved most is told, by its load first', () => {
  const before = watts({a: [300, 900], b: [310, 800], c: [null, 700]});
  assert.deepEqual(movedMost(before, watts({a: [295, 890], b: [1900, 200], c: [400, 700]})), {key: 'b', what: 'load', by: 1590});
  assert.deepEqual(movedMost(before, watts({a: [301, 120], b: [310, 790], c: [null, 690]})), {key: 'a', what: 'pv', by: -780});
});

test('none is told where little moved, all moved, nothing is known of before, or there is one only', () => {
  const before = watts({a: [300, 900], b: [310, 800]});
  assert.equal(movedMost(before, watts({a: [330, 910], b: [310, 801]})), null);
  assert.equal(movedMost(before, watts({a: [900, 900], b: [910, 800]})), null);
  assert.equal(movedMost(none(), before), null);
  assert.equal(movedMost(before, watts({a: [2000, 900]})), null);
});

test('only what was found and is nobody\'s is looked at again', () => {
  assert.deepEqual(devicesOf([first, beside, silent, mine, second]), ['serial:/dev/ttyUSB0', 'serial:/dev/ttyUSB1']);
});

test('a second look changes what units do, and nothing else', () => {
  const now = [{...first, live: live(500)}, {...beside, live: null}];
  const all = merged([silent, first, second, beside, mine], now, ['serial:/dev/ttyUSB0']);
  assert.deepEqual(all, [silent, now[0], second, mine, beside], 'an answer without values leaves the older ones');
});

test('what does not answer any more stays and is told to be gone, with what only it shows; it may come back', () => {
  const asked = ['serial:/dev/ttyUSB0'];
  const lost = merged([first, beside], [{...first, serial: null, live: null, error: 'is not there'}], asked);
  assert.deepEqual(lost.map(({serial, gone}) => [serial, gone]), [['1', 'is not there'], ['3', '']]);
  const back = merged(lost, [first, beside], asked);
  assert.deepEqual(back, [first, beside]);
  assert.deepEqual(merged(back, [first], asked).map(({gone}) => gone), [undefined, '']);
});

test('a unit that is seen through a configured one is gone where that does not tell of it', () => {
  const there = {via: 'roof-1', unit: 2, serial: '5', live: live(5)};
  assert.equal(merged([there], [], [])[0].gone, '');
  assert.deepEqual(merged([there], [there], []), [there]);
});

test('a unit that comes up at another port is there, and not gone at the one before', () => {
  const asked = [first.device, second.device];
  const away = {...first, serial: null, live: null, error: 'did not answer'};
  const moved = {...second, serial: '1'};
  const [now, before] = merged([first, second], [away, moved], asked);
  assert.deepEqual([now, before], [moved, {...first, gone: 'did not answer'}], 'the port is asked again, too');
  assert.deepEqual(offersOf([], [now, before], []).map(({place, gone}) => [place.device, gone]), [[second.device, undefined]]);
});

test('a unit that another cable shows as well is not gone with the first', () => {
  const away = {...first, serial: null, live: null, error: 'did not answer'};
  const other = {...beside, via: second.device, unit: 2};
  const all = merged([first, second, beside], [away, second, other], [first.device, second.device]);
  assert.deepEqual(all.map(({serial, via, gone}) => [serial, via, gone]), [
    ['2', undefined, undefined],
    ['3', second.device, undefined],
    ['1', undefined, 'did not answer'],
  ]);
});

test('another unit at the same port takes the place of the one before, and one that has come is added', () => {
  const other = {...first, serial: '7'};
  assert.deepEqual(merged([first], [other, beside], ['serial:/dev/ttyUSB0']), [other, beside]);
});

test('looking again asks for the found devices only, tells who moved, and nothing of it is kept over a reload', async () => {
  let asked;
  answerWith((method, path, body) => {
    asked = body;
    return {json: {at: 'now', found: body.again ? [{...first, live: live(1800)}, second] : [first, second, silent]}};
  });
  const setup = createSetup(page());
  await setup.scan();
  await setup.watch(true, none);
  assert.deepEqual(asked, {devices: ['serial:/dev/ttyUSB0', 'serial:/dev/ttyUSB1'], again: true});
  assert.equal(setup.state.moved, null, 'there was no look before');
  const young = {...live(300), age_ms: 0};
  answerWith(() => ({json: {found: [{...first, live: young}, {...second, live: young}]}}));
  await setup.watch(true, none);
  assert.deepEqual([setup.state.moved?.key, setup.state.moved?.by], ['unit 1', -1500]);
  assert.deepEqual(createSetup(page()).state.scan.found.map((one) => one.live), [undefined, undefined, undefined]);
});

test('an answer that comes once all was saved keeps nothing for a reload', async () => {
  const slow = later();
  answerWith((method, path, body) => (body?.again ? slow.promise : {json: {at: 'now', found: [first], inverters: [], version: 'v1'}}));
  const setup = createSetup(page());
  await setup.scan();
  const looking = setup.watch(true, none);
  await settled();
  assert.equal(await setup.save([]), true);
  slow.done({json: {found: [second]}});
  await looking;
  assert.equal(createSetup(page()).state.scan.at, null);
});

test('the hub is not asked where nothing is offered; configured units are compared all the same', async () => {
  let asked = 0;
  answerWith(() => ({json: {at: 'now', found: [], times: (asked += 1)}}));
  const setup = createSetup(page());
  await setup.watch(false, () => watts({'is a': [100, 0], 'is b': [100, 0]}, monotonic() - 9));
  await setup.watch(false, () => watts({'is a': [100, 0], 'is b': [900, 0]}, monotonic() - 1));
  assert.equal(asked, 0);
  assert.equal(setup.state.moved?.key, 'is b');
});

/**
 * What is told to have moved, by looks at units a and b: each the time of it, and of either unit its load and how old that is.
 *
 * @param {any[][]} looks
 */
function mover(looks) {
  const compare = createComparison();
  return looks.map(([at, [a, ageOfA], b]) => {
    const values = [['a', {load: a, pv: 0, born: at - ageOfA}], ...(b ? [['b', {load: b[0], pv: 0, born: at - b[1]}]] : [])];
    return compare(new Map(values), at)?.key ?? null;
  });
}

test('who moved is told of looks that saw all of them anew: one that was silent, slow or away for a while tells nothing', () => {
  const young = 1000;
  assert.deepEqual(mover([[0, [300, young], [300, young]], [5000, [300, young], [1800, young]]]), [null, 'b']);
  const mute = [[0, [300, young], [300, young]], [40000, [300, young], [300, 41000]], [45000, [700, young], [300, 46000]]];
  assert.deepEqual(mover(mute), [null, null, null], 'the silent one may have moved more');
  assert.deepEqual(mover([...mute, [50000, [700, young], [1900, young]]]), [null, null, null, null], 'or over a longer time');
  const slow = [[0, [900, young], [900, young]], [5000, [700, young], [900, 6000]], [10000, [500, young], [500, young]]];
  assert.deepEqual(mover(slow), [null, null, null], 'a cloud over both');
  const away = [[0, [300, young], [300, young]], [600000, [300, young], [1800, young]]];
  assert.deepEqual(mover(away), [null, null], 'the view was left');
  assert.deepEqual(mover([[0, [300, young], [300, young]], [5000, [1800, young]], [10000, [1800, young], [300, young]]]), [null, null, null]);
});

test('an answer that a new scan has overtaken is dropped, and a failed look changes nothing', async () => {
  const slow = later();
  answerWith((method, path, body) => (body?.again ? slow.promise : {json: {at: `${Math.random()}`, found: [second]}}));
  const setup = createSetup(page());
  await setup.scan();
  const looking = setup.watch(true, none);
  await settled();
  await setup.scan();
  slow.done({json: {found: [first]}});
  await looking;
  assert.deepEqual(setup.state.scan.found.map(({serial}) => serial), ['2']);
  answerWith(() => ({status: 503, json: {error: 'busy'}}));
  await setup.watch(true, none);
  assert.deepEqual(setup.state.scan.found.map(({serial, gone}) => [serial, gone]), [['2', undefined]]);
});
