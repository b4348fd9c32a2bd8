import assert from 'node:assert/strict';
import {test} from 'node:test';
import {finds, groupOf, heldOf, isFolded, isForAll, rowOf} from '../../../webroot/js/settings.js';

/** A setting as the page has it, of units with these values. */
const row = (name, values, more = {}) => {
  const setting = {name, kind: 'number', scope: 'unit', ...more};
  return {...setting, values, of: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, {...setting, value}]))};
};

test('units that have the same value stand together', () => {
  const held = heldOf(row('battery_float_volt', {a: 54, b: 53.5, c: 54, d: null}));
  assert.deepEqual(held, [{value: 54, units: ['a', 'c']}, {value: 53.5, units: ['b']}, {value: null, units: ['d']}]);
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

test('a search finds words in any order, without accents and capitals', () => {
  assert.ok(finds('BATERIA  tension', 'Tensión de flotación de la batería'));
  assert.ok(!finds('bateria red', 'Tensión de flotación de la batería'));
});

test('what all have alike is changed at all, unless it is dangerous or differs', () => {
  assert.ok(isForAll(row('max_charging_current', {a: 60, b: 60})));
  assert.ok(isForAll(row('battery_float_volt', {a: 54, b: 53}, {scope: 'system'})));
  assert.ok(!isForAll(row('max_charging_current', {a: 60, b: 50})));
  assert.ok(!isForAll(row('output_mode', {a: 'parallel', b: 'parallel'}, {dangerous: true})));
  assert.ok(!isForAll(row('max_charging_current', {a: 60})));
});
