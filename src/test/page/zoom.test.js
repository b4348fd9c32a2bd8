import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {endsOf, fitting, marksOf} from '../../../webroot/js/charts/axis.js';
import {csvOf, fileName} from '../../../webroot/js/charts/export.js';
import {rowsOfKey} from '../../../webroot/js/charts/picture.js';
import {pointsIn, spanOf} from '../../../webroot/js/charts/past.js';
import {aside, closer, hourTo, keyed, lengthOf, partOf, pinched, within} from '../../../webroot/js/charts/zoom.js';
import {goBy, isoThere} from '../../../webroot/js/zone.js';

const at = (iso) => new Date(iso);
const span = (from, to) => ({from: at(from), to: at(to)});
const HOUR_MS = 3600000;
const DAY = span('2026-06-10T00:00:00Z', '2026-06-11T00:00:00Z');
const texts = ({from, to}) => [from, to].map((date) => date.toISOString().slice(11, 16));

test('closer around a place, no closer than there are rows, and out again to the whole', () => {
  assert.deepEqual(texts(closer(DAY, DAY, 2)), ['06:00', '18:00']);
  assert.deepEqual(texts(closer(DAY, DAY, 4, 0)), ['00:00', '06:00']);
  assert.equal(lengthOf(closer(DAY, DAY, 1e6)), 600000);
  assert.equal(closer(closer(DAY, DAY, 2), DAY, 1 / 2), null);
});

test('aside as far as the period goes, and as close as before', () => {
  const part = span('2026-06-10T06:00:00Z', '2026-06-10T10:00:00Z');
  assert.deepEqual(texts(aside(part, DAY, 0.25)), ['07:00', '11:00']);
  assert.deepEqual(texts(aside(part, DAY, -9)), ['00:00', '04:00']);
  assert.deepEqual(texts(aside(part, DAY, 9)), ['20:00', '00:00']);
});

test('what is drawn up from right to left is the same part; a hair of it is ten minutes', () => {
  const [six, ten] = [at('2026-06-10T06:00:00Z').getTime(), at('2026-06-10T10:00:00Z').getTime()];
  assert.deepEqual(partOf(ten, six, DAY), partOf(six, ten, DAY));
  assert.deepEqual(texts(partOf(six, six + 1000, DAY)), ['05:55', '06:05']);
  assert.equal(partOf(0, 9e15, DAY), null);
});

test('a part ends with the period, not a second behind it', () => {
  const end = DAY.to.getTime();
  for (const length of [3600500, 3600999, 1000501, 700499]) {
    const part = partOf(end - length, end, DAY);
    assert.ok(part.to <= DAY.to && part.to.getTime() % 1000 === 0, `${length}`);
    assert.ok(aside(part, DAY, 9).to <= DAY.to);
  }
});

test('what is seen of a day is not seen of the next one', () => {
  const part = span('2026-06-10T06:00:00Z', '2026-06-10T10:00:00Z');
  assert.equal(within(part, DAY), part);
  assert.equal(within(part, span('2026-06-11T00:00:00Z', '2026-06-12T00:00:00Z')), null);
  assert.equal(within(span('2026-06-10T20:00:00Z', '2026-06-11T00:30:00Z'), DAY), null);
  assert.equal(within(null, DAY), null);
});

test('two fingers keep under them what they hold', () => {
  const seen = pinched(DAY, DAY, [0.25, 0.75], [0, 1]);
  assert.deepEqual(texts(seen), ['06:00', '18:00']);
  assert.deepEqual(texts(pinched(DAY, DAY, [0.75, 0.25], [1, 0])), ['06:00', '18:00'], 'whichever came first');
  assert.equal(pinched(DAY, DAY, [0, 1], [0.25, 0.75]), null);
  assert.ok(lengthOf(pinched(DAY, DAY, [0.5, 0.5], [0, 1])) >= 600000);
});

test('keys move, zoom, and show the whole; others are left to the browser', () => {
  const part = closer(DAY, DAY, 4);
  assert.deepEqual(texts(keyed('ArrowRight', part, DAY)), ['10:30', '16:30']);
  assert.deepEqual(texts(keyed('ArrowLeft', part, DAY)), ['07:30', '13:30']);
  assert.deepEqual(keyed('+', part, DAY), closer(part, DAY, 2));
  assert.deepEqual(keyed('-', part, DAY), closer(part, DAY, 0.5));
  assert.deepEqual([keyed('Home', part, DAY), keyed('0', part, DAY)], [null, null]);
  assert.deepEqual([keyed('Tab', part, DAY), keyed('toString', part, DAY), keyed('ArrowDown', part, DAY)], [undefined, undefined, undefined]);
});

test('a part is asked for in intervals that have rows', () => {
  const buckets = [216, 216, 216].map((seconds) => ({datetime: 0, seconds, rows: 14}));
  assert.equal(pointsIn(DAY, buckets), 400);
  assert.equal(pointsIn(span('2026-06-10T06:00:00Z', '2026-06-10T06:10:00Z'), buckets), 19);
});

const marks = (period, step, now) => {
  const {from, to} = spanOf(period, 0, at(now));
  return marksOf(step, from.getTime(), to.getTime()).map(isoThere);
};

test('marks stand at whole hours of the hub\'s clock from the first to the last of the day, whatever the clocks do', () => {
  goBy('Europe/Madrid');
  assert.deepEqual(marks('day', 360, '2026-03-29T10:00:00Z'), ['2026-03-29T00:00:00+01:00', '2026-03-29T06:00:00+02:00', '2026-03-29T12:00:00+02:00', '2026-03-29T18:00:00+02:00', '2026-03-30T00:00:00+02:00']);
  assert.equal(marks('day', 60, '2026-10-25T10:00:00Z').length, 26);
  goBy('Asia/Kolkata');
  assert.deepEqual(marks('day', 720, '2026-06-10T10:00:00Z'), ['2026-06-10T00:00:00+05:30', '2026-06-10T12:00:00+05:30', '2026-06-11T00:00:00+05:30']);
  goBy('America/Havana');
  assert.deepEqual(marks('day', 720, '2026-03-08T16:00:00Z').map((iso) => iso.slice(11, 16)), ['12:00', '00:00']);
});

test('days, and months, have marks where they begin', () => {
  goBy('Africa/Lagos');
  assert.equal(marks('week', 1440, '2026-06-10T10:00:00Z').length, 8);
  assert.deepEqual(marks('month', 14400, '2026-06-10T10:00:00Z').map((iso) => iso.slice(5, 10)), ['06-01', '06-11', '06-21', '07-01']);
  assert.deepEqual(marks('year', 90 * 1440, '2026-06-10T10:00:00Z').map((iso) => iso.slice(0, 10)), ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01']);
});

test('the finest marks are taken whose texts have room', () => {
  goBy('Etc/UTC');
  const write = (ms, style) => `${isoThere(ms).slice(5, 16)} ${Object.keys(style)}`;
  const room = (most) => (all) => all.length <= most;
  assert.equal(fitting(DAY, write, room(30)).marks.length, 25);
  assert.deepEqual(fitting(DAY, write, room(5)).texts, ['06-10T00:00 timeStyle', '06-10T06:00 timeStyle', '06-10T12:00 timeStyle', '06-10T18:00 timeStyle', '06-11T00:00 timeStyle']);
  const days = {from: DAY.from, to: new Date(DAY.to.getTime() + 24 * HOUR_MS)};
  assert.deepEqual(fitting(days, write, room(5)).texts.map((text) => text.slice(12)), ['weekday,day', 'timeStyle', 'weekday,day', 'timeStyle', 'weekday,day'], 'midnight by its day');
  assert.deepEqual(fitting(DAY, write, () => false), {marks: [], texts: []});
});

test('charts beside each other go from the lowest to the highest of what is seen of both', () => {
  const one = [[0, 60, 120], [1, null, 100], [undefined, -4, 7]];
  const other = [[60], [50]];
  assert.deepEqual(endsOf([one, other], null), [-4, 100]);
  assert.deepEqual(endsOf([one, other], {from: new Date(0), to: new Date(60000)}), [-4, 50]);
  assert.equal(endsOf([[[], []]], null), null);
});

test('a file has the rows, columns and units that are seen, and no others', () => {
  goBy('Europe/Madrid');
  const first = at('2026-03-29T00:59:00Z').getTime() / 1000;
  const data = [[first, first + 60, first + 120], [1.23456, null, 0], [2, null, 0], [0.5, null, 0]];
  const view = {from: new Date(first * 1000), to: new Date((first + 120) * 1000)};
  const rows = csvOf([{id: 'roof-1', columns: ['temp'], parts: [{data, view: null}]}, {id: 'system', columns: ['pv_watts'], parts: [{data, view}]}]).split('\r\n');
  assert.deepEqual(rows, [
    'inverter;datetime;temp;temp_min;temp_max;pv_watts;pv_watts_min;pv_watts_max',
    'roof-1;2026-03-29T01:59:00+01:00;1.235;0.5;2;;;',
    'roof-1;2026-03-29T03:01:00+02:00;0;0;0;;;',
    'system;2026-03-29T01:59:00+01:00;;;;1.235;0.5;2',
    '',
  ]);
});

test('of the last hour a file has the values as they were heard', () => {
  goBy('Etc/UTC');
  const rows = csvOf([{id: 'roof-1', columns: ['pv_watts', 'temp'], parts: [{data: [[0, 1], [5, null], [null, null]], view: null}]}], false).split('\r\n');
  assert.deepEqual(rows, ['inverter;datetime;pv_watts;temp', 'roof-1;1970-01-01T00:00:00+00:00;5;', '']);
});

test('files are called by what they are of, which units and which time', () => {
  goBy('Europe/Madrid');
  const day = spanOf('day', 0, at('2026-03-29T10:00:00Z'));
  assert.equal(fileName('history', ['system', 'roof-1'], day, false, 'csv'), 'sunherd_history_system+roof-1_2026-03-29.csv');
  assert.equal(fileName('power', ['süd 1/2'], closer(day, day, 2), true, 'png'), 'sunherd_power_s-d-1-2_2026-03-29T0645_2026-03-29T1815.png');
  assert.equal(fileName('power', ['a'], spanOf('month', 0, at('2026-02-10T10:00:00Z')), false, 'png'), 'sunherd_power_a_2026-02-01_2026-02-28.png');
});

test('the key of a picture goes on in another line where there is no room', () => {
  assert.deepEqual(rowsOfKey([60, 60, 200, 10], 130), [{left: 0, row: 0}, {left: 60, row: 0}, {left: 0, row: 1}, {left: 0, row: 2}]);
});

test('the last hour ends now, wherever its lines do, and begins with the first of them, some minutes ago at least', () => {
  const hour = hourTo(10800000, [[7200, 7201, 10800], [], [7260, 10700]]);
  assert.deepEqual(texts(hour), ['02:00', '03:00']);
  assert.deepEqual(texts(hourTo(12600000, [[10800, 10810]])), ['03:00', '03:30'], 'the unit is not heard any more');
  assert.deepEqual(texts(hourTo(18000000, [[7200, 10810]])), ['04:00', '05:00']);
  assert.deepEqual(texts(hourTo(7210000, [[7200, 7210]])), ['01:55', '02:00']);
  assert.deepEqual(texts(hourTo(3600000, [[], []])), ['00:55', '01:00']);
  const part = closer(hour, hour, 2);
  assert.equal(within(part, hourTo(10900000, [[7200]])), part);
  assert.equal(within(part, hourTo(12600000, [[7200]])), null, 'what is seen of it is gone');
});
