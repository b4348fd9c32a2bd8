import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answerWith} from './browser.js';
import {finds, groupOf, heldOf, isFolded, isForAll, isUnlike, isUnread, load, mayBeForAll, pauseOf, rowOf} from '../../../webroot/js/settings/settings.js';

/** A setting as the page has it, of units with these values. */
const row = (name, values, more = {}) => {
  const setting = {name, kind: 'number', scope: 'unit', ...more};
  return {...setting, values, of: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, {...setting, value}]))};
};

test('units that have the same value stand together', () => {
  const held = heldOf(row('battery_float_volt', {a: 54, b: 53.5, c: 54, d: null}));
  assert.deepEqual(held, [{value: 54, units: ['a', 'c']}, {value: 53.5, units: ['b']}, {value: null, units: ['d']}]);
});

test('a value that nobody knows is no other one', () => {
  assert.ok(isUnlike(row('battery_float_volt', {a: 54, b: 53.5})));
  assert.ok(!isUnlike(row('battery_float_volt', {a: 54, b: null})));
});

test('of one unit there is only what that one has', () => {
  const all = row('battery_float_volt', {a: 54, b: 53.5});
  assert.deepEqual(rowOf(all, ['b'])?.values, {b: 53.5});
  assert.equal(rowOf(all, ['z']), null);
});

test('what no unit tells and what the factory is concerned with is folded, whatever it is about', () => {
  assert.equal(groupOf(row('battery_control', {a: null, b: null})), 'untold');
  assert.equal(groupOf(row('battery_control', {a: null, b: 'clear'})), 'battery');
  for (const name of ['factory_settings', 'erase_energy', 'led', 'led_speed', 'factory_test']) {
    assert.equal(groupOf(row(name, {a: null})), 'factory', name);
    assert.ok(isFolded(groupOf(row(name, {a: 1}))));
  }
  assert.equal(groupOf(row('equalisation', {a: false})), 'battery');
  assert.equal(isFolded('battery'), false);
});

test('a unit of which no value is known was not read yet', () => {
  const rows = [row('battery_float_volt', {a: null, b: 54}), row('buzzer', {a: null, b: null}), {...row('reset', {a: null}), kind: 'action'}];
  assert.ok(isUnread(rows, 'a'));
  assert.ok(!isUnread(rows, 'b'));
  assert.ok(!isUnread(rows, 'z'));
});

test('a unit that tells no value for days is looked at ever more seldom, though never given up', () => {
  const rows = [row('buzzer', {a: null, b: true})];
  assert.deepEqual([0, 1, 2, 3, 4, 5, 5000].map((looks) => pauseOf(rows, ['a', 'b'], looks, true)), [3000, 6000, 12_000, 24_000, 48_000, 60_000, 60_000]);
  assert.equal(pauseOf(rows, ['b'], 0, true), null);
  assert.equal(pauseOf(rows, ['a'], 0, false), null, 'what is seen stays while the hub is lost');
});

test('a search finds words in any order, without accents and capitals', () => {
  assert.ok(finds('BATERIA  tension', 'Tensión de flotación de la batería'));
  assert.ok(!finds('bateria red', 'Tensión de flotación de la batería'));
});

/** Units of these parallel systems. */
const units = (systems) => Object.entries(systems).map(([id, system]) => ({id, about: {system}}));

test('what all have alike is changed at all, unless it is dangerous, differs, or nobody knows it', () => {
  const alone = units({a: null, b: null});
  assert.ok(isForAll(row('max_charging_current', {a: 60, b: 60}), alone));
  assert.ok(!isForAll(row('max_charging_current', {a: 60, b: 50}), alone));
  assert.ok(!isForAll(row('max_charging_current', {a: 60, b: null}), alone));
  assert.ok(!isForAll(row('max_charging_current', {a: null, b: undefined}), alone));
  assert.ok(!isForAll(row('output_mode', {a: 'parallel', b: 'parallel'}, {dangerous: true}), alone));
  assert.ok(!isForAll(row('max_charging_current', {a: 60}), units({a: null})));
});

test('what paralleled units share is changed at all of them only where they are one system', () => {
  const shared = {scope: 'system'};
  const one = units({a: '92931', b: '92931'});
  assert.ok(isForAll(row('battery_float_volt', {a: 54, b: 53}, shared), one));
  assert.ok(!isForAll(row('battery_float_volt', {a: null, b: null}, shared), one));
  assert.ok(!isForAll(row('battery_float_volt', {a: 54, b: 54}, {...shared, dangerous: true}), one));
  assert.ok(!isForAll(row('battery_float_volt', {a: 54, b: 53}, shared), units({a: null, b: null})));
  assert.ok(!isForAll(row('battery_float_volt', {a: 54, b: 53}, shared), units({a: '92931', b: '92940'})));
});

test('all units can be meant only where every one of the hub has it, and each is not told on its own', () => {
  assert.ok(mayBeForAll(row('buzzer', {a: true, b: false}), ['a', 'b']));
  assert.ok(!mayBeForAll(row('buzzer', {a: true, b: false}), ['a', 'b', 'c']));
  assert.ok(!mayBeForAll(row('erase_energy', {a: null, b: null}, {kind: 'action'}), ['a', 'b']));
  assert.ok(!isForAll(row('buzzer', {a: true, b: true}), units({a: null, b: null, c: null})));
});

test('a unit that has not told its settings is none that was seen', async () => {
  answerWith((method, path) => (path.includes('/b/') ? {status: 503, json: {error: 'b is offline.'}} : {json: {serial: null, settings: []}}));
  const {serials, failed} = await load(['a', 'b']);
  assert.deepEqual(serials, {a: null});
  assert.deepEqual(failed.map(({id}) => id), ['b']);
});
