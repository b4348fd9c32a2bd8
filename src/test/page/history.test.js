import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createHistory, forget, minutes, points, precede, record} from '../../../webroot/js/history.js';

test('one point a second, the last of it', () => {
  const history = createHistory();
  record(history, 'a', 10.1, {pv: 1}, 5);
  record(history, 'a', 10.9, {pv: 2}, 5);
  assert.deepEqual(points(history, 'a', ['pv', 'load']), [[10], [2], [null]]);
});

test('the line is broken where nothing came, and its past stays where the clock is set back', () => {
  const history = createHistory();
  record(history, 'a', 10, {pv: 1}, 5);
  record(history, 'a', 20, {pv: 2}, 5);
  record(history, 'a', 15, {pv: 9}, 5);
  assert.deepEqual(points(history, 'a', ['pv']), [[10, 11, 20], [1, null, 2]]);
});

test('it holds an hour and a little', () => {
  const history = createHistory();
  for (let second = 0; second < 10000; second += 1) {
    record(history, 'a', second, {pv: second}, 5);
  }
  const [times, pv] = points(history, 'a', ['pv']);
  assert.ok(times.length >= 3600 && times.length <= 3900, String(times.length));
  assert.equal(times.at(-1), 9999);
  assert.equal(pv.length, times.length);
});

test('what the hub has kept goes before what was heard', () => {
  const history = createHistory();
  record(history, 'a', 100, {pv: 1}, 5);
  precede(history, 'a', [[40, {pv: 7}], [100, {pv: 8}], [160, {}]]);
  assert.deepEqual(points(history, 'a', ['pv']), [[40, 100], [7, 1]]);
});

test('means of a minute are of what is known', () => {
  const history = createHistory();
  record(history, 'a', 60, {pv: 1}, 100);
  record(history, 'a', 61, {pv: 3}, 100);
  record(history, 'a', 62, {}, 100);
  record(history, 'a', 121, {}, 100);
  assert.deepEqual(minutes(history, 'a', ['pv']), [[120, null], [60, 2]]);
});

test('of units that are gone nothing is kept', () => {
  const history = createHistory();
  record(history, 'a', 1, {}, 5);
  forget(history, new Set(['b']));
  assert.deepEqual(points(history, 'a', ['pv']), [[], []]);
});
