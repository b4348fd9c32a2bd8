import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {columnsOf, energyAddress, historyAddress, pointsOf, spanOf} from '../../../webroot/js/charts/past.js';
import {dateOf, differs, goBy, startOf} from '../../../webroot/js/zone.js';

const at = (iso) => new Date(iso);
const iso = ({from, to}) => [from.toISOString(), to.toISOString()];

test('periods are those of the hub\'s calendar', () => {
  goBy('Africa/Lagos');
  const now = at('2026-03-01T23:30:00Z'); // the second of March there, a Monday
  assert.deepEqual(dateOf(now), [2026, 2, 2]);
  assert.deepEqual(iso(spanOf('day', 0, now)), ['2026-03-01T23:00:00.000Z', '2026-03-02T23:00:00.000Z']);
  assert.deepEqual(iso(spanOf('week', 0, now)), ['2026-03-01T23:00:00.000Z', '2026-03-08T23:00:00.000Z']);
  assert.deepEqual(iso(spanOf('month', 1, now)), ['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z']);
  assert.deepEqual(iso(spanOf('year', 0, now)), ['2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z']);
});

test('a week begins on Monday, on a Sunday, too', () => {
  goBy('Etc/UTC');
  assert.deepEqual(iso(spanOf('week', 0, at('2026-03-08T12:00:00Z'))), ['2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z']);
});

test('a day on which the clocks change is as long as it is', () => {
  goBy('Europe/Berlin');
  const hours = ({from, to}) => (to - from) / 3600000;
  assert.equal(hours(spanOf('day', 0, at('2026-03-29T12:00:00Z'))), 23);
  assert.equal(hours(spanOf('day', 0, at('2026-10-25T12:00:00Z'))), 25);
});

test('where the clocks are put forward at midnight the day begins when they are', () => {
  goBy('Africa/Cairo');
  assert.equal(startOf(2026, 3, 24).toISOString(), '2026-04-23T22:00:00.000Z');
});

test('a zone that this browser does not know changes nothing', () => {
  goBy('Etc/UTC');
  goBy('Nowhere/At_All');
  assert.deepEqual(dateOf(at('2026-03-01T23:30:00Z')), [2026, 2, 1]);
  goBy('Etc/GMT-14');
  assert.equal(differs(), true);
});

test('addresses ask for the system where no unit is chosen, and end before the next period', () => {
  const span = {from: at('2026-03-01T00:00:00Z'), to: at('2026-03-02T00:00:00Z')};
  const asked = new URL(historyAddress('', span, ['pv_watts', 'temp'], 'csv'), 'http://hub').searchParams;
  assert.equal(asked.get('inverter'), 'system');
  assert.equal(asked.get('to'), '2026-03-01T23:59:59.000Z');
  assert.deepEqual(asked.getAll('col'), ['datetime', 'pv_watts', 'temp']);
  assert.equal(asked.get('header'), '1');
  const by = (period) => new URL(energyAddress('roof-1', span, period), 'http://hub').searchParams.get('by');
  assert.deepEqual(['day', 'week', 'month', 'year'].map(by), ['hour', 'day', 'day', 'month']);
});

test('an interval that is absent is a gap, and what is missing is null, never 0', () => {
  const buckets = [
    {datetime: 0, seconds: 60, pv_watts: {min: 1, mean: 2, max: 3}},
    {datetime: 60, seconds: 60, temp: {min: 20, mean: 20, max: 20}},
    {datetime: 300, seconds: 60, pv_watts: {min: 0, mean: 0, max: 0}},
  ];
  assert.deepEqual(columnsOf(buckets, ['pv_watts']), [
    [0, 60, 120, 300],
    [2, null, null, 0],
    [3, null, null, 0],
    [1, null, null, 0],
  ]);
  const points = pointsOf(buckets);
  assert.deepEqual(points.map(([second]) => second), [0, 60, 120, 300]);
  assert.equal(points[1][1].pv, null);
  assert.equal(points[1][1].temp, 20);
});

test('where rows are rarer than intervals the line goes on from one to the next, and is broken where some are absent', () => {
  for (const [every, seconds] of [[300, 216], [900, 216], [60, 15], [15, 15]]) {
    const told = [];
    for (let row = 0; row < 200; row++) {
      if (row < 100 || row >= 110) {
        const start = Math.floor((row * every + 7) / seconds) * seconds;
        told.push({datetime: start, seconds, rows: 1, temp: {min: 20, mean: 20, max: 20}});
      }
    }
    const [times, means] = columnsOf(told, ['temp']);
    assert.equal(means.filter((value) => value === null).length, 1, `${every} in ${seconds}`);
    assert.ok(times[means.indexOf(null)] > 99 * every, `${every} in ${seconds}`);
  }
});
