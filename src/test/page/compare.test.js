import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {behind, beside, carried, joined, laidOn} from '../../../webroot/js/charts/compare.js';
import {rowsOf, telling, totalOf} from '../../../webroot/js/charts/books.js';
import {spanOf} from '../../../webroot/js/charts/past.js';
import {goBy, isoThere, timesOf} from '../../../webroot/js/zone.js';

const at = (iso) => new Date(iso);
const HOUR = 3600;

/** A period with the one before it. */
const pair = (period, iso) => ({span: spanOf(period, 0, at(iso)), before: spanOf(period, 1, at(iso))});

/** Where the clock of the second shows what it shows in the first, as that clock shows it. */
function lands(period, of, onto, iso) {
  const ms = carried(period, of, onto, at(iso).getTime());
  return ms === null ? null : isoThere(ms);
}

/** Every hour of a period, with its number. */
function hours({from, to}) {
  const times = [];
  for (let second = from / 1000; second < to / 1000; second += HOUR) {
    times.push(second);
  }
  return [times, times.map((_second, i) => i)];
}

test('a clock that is put back shows an hour twice, one that is put forward an hour never', () => {
  goBy('Europe/Madrid');
  assert.deepEqual(timesOf(2026, 9, 25, 2, 30).map(isoThere), ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']);
  assert.deepEqual(timesOf(2026, 2, 29, 2, 30), []);
  assert.deepEqual(timesOf(2026, 5, 1, 12).map(isoThere), ['2026-06-01T12:00:00+02:00']);
});

test('the day before is laid on this one by the clock, also where one of them has 23 or 25 hours', () => {
  goBy('Europe/Madrid');
  const spring = pair('day', '2026-03-29T10:00:00Z');
  assert.equal(lands('day', spring.before, spring.span, '2026-03-28T00:30:00Z'), '2026-03-29T01:30:00+01:00');
  assert.equal(lands('day', spring.before, spring.span, '2026-03-28T01:30:00Z'), null, 'an hour that is skipped');
  assert.equal(lands('day', spring.before, spring.span, '2026-03-28T20:00:00Z'), '2026-03-29T21:00:00+02:00');
  const autumn = pair('day', '2026-10-25T10:00:00Z');
  assert.equal(lands('day', autumn.before, autumn.span, '2026-10-24T00:30:00Z'), '2026-10-25T02:30:00+02:00');
  assert.equal(lands('day', autumn.before, autumn.span, '2026-10-24T01:30:00Z'), '2026-10-25T03:30:00+01:00');
  const after = pair('day', '2026-10-26T10:00:00Z');
  assert.equal(lands('day', after.before, after.span, '2026-10-25T00:30:00Z'), '2026-10-26T02:30:00+01:00');
  assert.equal(lands('day', after.before, after.span, '2026-10-25T01:30:00Z'), null, 'an hour that comes a second time');
});

test('where the clocks change at midnight the days are those of the calendar', () => {
  goBy('America/Havana');
  const spring = pair('day', '2026-03-08T16:00:00Z');
  assert.equal(isoThere(spring.span.from.getTime()), '2026-03-08T01:00:00-04:00');
  assert.equal(lands('day', spring.before, spring.span, '2026-03-07T05:30:00Z'), null);
  assert.equal(lands('day', spring.before, spring.span, '2026-03-07T06:00:00Z'), '2026-03-08T01:00:00-04:00');
  const autumn = pair('day', '2026-11-01T16:00:00Z');
  assert.equal((autumn.span.to - autumn.span.from) / 3600000, 25);
  assert.equal(lands('day', autumn.before, autumn.span, '2026-10-31T04:30:00Z'), '2026-11-01T00:30:00-04:00');
});

test('zones without summer time, and with half hours, shift by whole days', () => {
  for (const zone of ['Africa/Lagos', 'Asia/Kolkata']) {
    goBy(zone);
    const {span, before} = pair('day', '2026-06-15T10:00:00Z');
    assert.deepEqual(laidOn(hours(before), 'day', before, span), hours(span));
  }
});

test('a week goes by its weekdays, a month by its days, a year by its months', () => {
  goBy('Europe/Madrid');
  const week = pair('week', '2026-03-31T10:00:00Z');
  assert.equal(lands('week', week.before, week.span, '2026-03-28T11:00:00Z'), '2026-04-04T12:00:00+02:00');
  const month = pair('month', '2026-02-10T10:00:00Z');
  assert.equal(lands('month', month.before, month.span, '2026-01-28T11:00:00Z'), '2026-02-28T12:00:00+01:00');
  assert.equal(lands('month', month.before, month.span, '2026-01-31T11:00:00Z'), null, 'a day that this month has not');
  const year = pair('year', '2029-05-01T10:00:00Z');
  assert.equal(lands('year', year.before, year.span, '2028-02-29T11:00:00Z'), null);
  assert.equal(lands('year', year.before, year.span, '2028-07-01T10:00:00Z'), '2029-07-01T12:00:00+02:00');
});

test('what the clocks leave out is a gap', () => {
  goBy('Europe/Madrid');
  const {span, before} = pair('day', '2026-10-25T10:00:00Z');
  const [times, values] = laidOn(hours(before), 'day', before, span);
  assert.deepEqual(values.slice(0, 6), [0, 1, 2, null, 3, 4]);
  assert.equal(isoThere(times[3] * 1000), '2026-10-25T02:00:00+01:00');
  assert.ok(times.every((second, i) => i === 0 || second > times[i - 1]));
});

test('what is seen of a period has its counterpart in the one before', () => {
  goBy('Europe/Madrid');
  const {span, before} = pair('day', '2026-03-29T10:00:00Z');
  const seen = behind('day', {from: at('2026-03-29T04:00:00Z'), to: span.to}, span, before);
  assert.equal(isoThere(seen.from.getTime()), '2026-03-28T06:00:00+01:00');
  assert.equal(seen.to.getTime(), before.to.getTime());
});

test('what is seen has its counterpart by the clock, also where one of the two days has an hour more', () => {
  goBy('Europe/Madrid');
  const seen = ({span, before}, from, to) => Object.values(behind('day', {from: at(from), to: at(to)}, span, before)).map((date) => isoThere(date.getTime()));
  const afterSpring = pair('day', '2026-03-30T10:00:00Z');
  assert.deepEqual(seen(afterSpring, '2026-03-30T00:30:00Z', '2026-03-30T04:00:00Z'), ['2026-03-29T03:00:00+02:00', '2026-03-29T06:00:00+02:00']);
  assert.deepEqual(seen(afterSpring, '2026-03-29T22:00:00Z', '2026-03-30T00:30:00Z'), ['2026-03-29T00:00:00+01:00', '2026-03-29T03:00:00+02:00']);
  const autumn = pair('day', '2026-10-25T10:00:00Z');
  assert.deepEqual(seen(autumn, '2026-10-25T01:20:00Z', '2026-10-25T04:00:00Z'), ['2026-10-24T03:00:00+02:00', '2026-10-24T05:00:00+02:00']);
});

test('days that the month before has not have no counterpart, and not all of it', () => {
  goBy('Europe/Madrid');
  const {span, before} = pair('month', '2026-03-10T10:00:00Z');
  assert.equal(behind('month', {from: at('2026-03-30T12:00:00Z'), to: at('2026-03-31T12:00:00Z')}, span, before), null);
  const last = behind('month', {from: at('2026-03-27T12:00:00Z'), to: span.to}, span, before);
  assert.deepEqual([last.from, last.to].map((date) => isoThere(date.getTime())), ['2026-02-27T13:00:00+01:00', '2026-03-01T00:00:00+01:00']);
});

test('lines over one another pass over the times of the other, and keep their gaps', () => {
  assert.deepEqual(joined([[0, 20], [1, null]], [[0, 10], [5, 6], [7, 8]]), [[0, 10, 20], [1, undefined, null], [5, 6, undefined], [7, 8, undefined]]);
});

test('beside each time stands what is nearest of the period before', () => {
  assert.deepEqual(beside([0, 100, 200, 300], [[10, 110, 250], [1, 2, 3]], 60), [[1, 2, 3, 3]]);
  assert.deepEqual(beside([0], [[], []], 60), [[null]]);
});

/** An hour of the hub's books. */
const told = (from, hour, kwh, coverage = 1) => ({
  from: isoThere(from + hour * 3600000),
  to: isoThere(from + (hour + 1) * 3600000),
  pv: kwh === null ? null : {kwh, coverage},
  load: null, battery_in: null, battery_out: null, grid_in: null, grid_out: null,
});
const day = (span, kwh) => hours(span)[1].map((hour) => told(span.from.getTime(), hour, kwh));

test('hours that have not begun are no rows, the one that goes on is marked, and the sum tells what is counted', () => {
  goBy('Europe/Madrid');
  const {span, before} = pair('day', '2026-06-10T08:30:00Z');
  const from = span.from.getTime();
  const now = at('2026-06-10T08:30:00Z').getTime(); // half past ten there
  const hoursOfDay = hours(span)[1].map((hour) => told(from, hour, hour < 4 || hour > 10 ? null : 2, hour === 5 ? 0.5 : 1));
  const rows = rowsOf('day', hoursOfDay, day(before, 1), now);
  assert.equal(rows.length, 11);
  assert.deepEqual(rows.map(({isOpen}) => isOpen), [...Array(10).fill(false), true]);
  assert.equal(telling(rowsOf('day', hoursOfDay, null, now)).length, 7);
  const {now: sum} = totalOf(rows, 'pv');
  assert.equal(sum.kwh, 14);
  assert.equal(sum.coverage, 6 / 10.5, 'hours of which nothing is known count, and of the last one its half');
  const over = totalOf(rows.filter((row) => !row.isOpen), 'pv');
  assert.deepEqual([over.now.kwh, over.before.kwh, over.before.coverage], [12, 10, 1]);
  assert.equal(totalOf(rows, 'load').now, null);
});

test('an hour that only one of two days has stands in a row of its own', () => {
  goBy('Europe/Madrid');
  const autumn = pair('day', '2026-10-25T10:00:00Z');
  const later = at('2026-12-01T00:00:00Z').getTime();
  const long = rowsOf('day', day(autumn.span, 1), day(autumn.before, 2), later);
  assert.equal(long.length, 25);
  assert.deepEqual(long.flatMap(({before}, i) => (before ? [] : [i])), [3]);
  const after = pair('day', '2026-10-26T10:00:00Z');
  const short = rowsOf('day', day(after.span, 1), day(after.before, 2), later);
  assert.deepEqual(short.flatMap(({now}, i) => (now ? [] : [i])), [3]);
  assert.equal(isoThere(short[3].from), '2026-10-25T02:00:00+01:00');
  assert.equal(totalOf(short, 'pv').before.kwh, 50);
  const spring = pair('day', '2026-03-29T10:00:00Z');
  assert.equal(rowsOf('day', day(spring.span, 1), day(spring.before, 2), later).filter(({now}) => !now).length, 1);
});

test('half hours of a zone are hours of its days', () => {
  goBy('Asia/Kolkata');
  const {span, before} = pair('day', '2026-06-10T08:30:00Z');
  const rows = rowsOf('day', day(span, 1), day(before, 2), at('2026-06-12T00:00:00Z').getTime());
  assert.ok(rows.length === 24 && rows.every(({now, before: past}) => now && past));
});

test('days of weeks and months, and months, stand beside those of the same name', () => {
  goBy('Africa/Lagos');
  const days = ({from, to}) => Array.from({length: (to - from) / 86400000}, (_none, n) => ({...told(from.getTime(), 24 * n, n + 1), to: isoThere(from.getTime() + 86400000 * (n + 1))}));
  const month = pair('month', '2026-02-10T10:00:00Z');
  const rows = rowsOf('month', days(month.span), days(month.before), at('2026-04-01T00:00:00Z').getTime());
  assert.equal(rows.length, 31, 'the month before had three days more');
  assert.equal(rows[30].now, undefined);
  const going = rowsOf('month', days(month.span), days(month.before), at('2026-02-10T10:00:00Z').getTime());
  assert.equal(going.length, 10, 'no row of a day that has not begun, whatever the month before had');
  const week = pair('week', '2026-02-10T10:00:00Z');
  assert.ok(rowsOf('week', days(week.span), days(week.before), at('2026-04-01T00:00:00Z').getTime()).every(({now, before}) => now.pv.kwh === before.pv.kwh));
});
