import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alarmed, ask, aspectOf, createAlarms, lasted, listed, missed, newsOf} from '../../../webroot/js/alarms/alarms.js';

const alarm = (id, minute, more = {}) => ({
  id, kind: 'fault', severity: 'fault', inverter: 'roof-1', since: `2026-11-29T10:${minute}:00Z`, cleared: null, text: 'Hot.', evidence: {}, cause: null, acknowledged_by: null, ...more,
});
const over = {cleared: '2026-11-29T10:59:00Z'};
const ids = (list) => list.map(({id}) => id);

/** Alarms as after the first answer of the hub. */
function told(...list) {
  const alarms = createAlarms();
  ask(alarms);
  listed(alarms, list);
  return alarms;
}

test('what lasts, what was seen and what is over, in the order of the hub', () => {
  const alarms = told(alarm('c', '30'), alarm('b', '20', over), alarm('d', '20', {acknowledged_by: 'ann'}), alarm('a', '10'), alarm('e', '05', {...over, acknowledged_by: 'ann'}));
  assert.deepEqual([ids(alarms.fresh), ids(alarms.seen), ids(alarms.past)], [['c', 'a'], ['d'], ['b', 'e']]);
  alarmed(alarms, alarm('x', '20'));
  alarmed(alarms, alarm('y', '20'));
  assert.deepEqual(ids(alarms.fresh), ['c', 'y', 'x', 'a']);
});

test('moments of different fractions are in order, too', () => {
  const alarms = told(alarm('a', '10', {since: '2026-11-29T10:10:00Z'}), alarm('b', '10', {since: '2026-11-29T10:10:00.500Z'}));
  assert.deepEqual(ids(alarms.fresh), ['b', 'a']);
});

test('an alarm is there once, from its frames, too', () => {
  const alarms = told(alarm('a', '10'));
  alarmed(alarms, alarm('a', '10', {text: 'Hotter.'}));
  assert.deepEqual(alarms.fresh.map(({text}) => text), ['Hotter.']);
  alarmed(alarms, alarm('a', '10', {acknowledged_by: 'ann'}));
  assert.deepEqual([ids(alarms.fresh), ids(alarms.seen)], [[], ['a']]);
  alarmed(alarms, alarm('a', '10', {...over, acknowledged_by: 'ann'}));
  assert.deepEqual([ids(alarms.seen), ids(alarms.past)], [[], ['a']]);
});

test('what is over does not come back, nor is what was seen unseen, by an older word', () => {
  const alarms = told(alarm('a', '10'));
  alarmed(alarms, alarm('a', '10', {...over, acknowledged_by: 'ann'}));
  alarmed(alarms, alarm('a', '10'));
  assert.deepEqual([ids(alarms.fresh), alarms.past[0].acknowledged_by], [[], 'ann']);
});

test('what frames tell while the hub answers is newer than its answer; what was before is replaced by it', () => {
  const alarms = told(alarm('gone', '05'), alarm('a', '10'));
  ask(alarms);
  alarmed(alarms, alarm('a', '10', over));
  alarmed(alarms, alarm('b', '20'));
  listed(alarms, [alarm('a', '10')]);
  assert.deepEqual([ids(alarms.fresh), ids(alarms.past)], [['b'], ['a']]);
});

test('where the hub does not tell, what was known is kept, and more is learnt from frames', () => {
  const alarms = told(alarm('a', '10'));
  ask(alarms);
  missed(alarms, 'The hub is busy.');
  alarmed(alarms, alarm('b', '20'));
  assert.deepEqual([alarms.status, alarms.error, ids(alarms.fresh)], ['missed', 'The hub is busy.', ['b', 'a']]);
});

test('the newest word is told aloud once, and not again when it is seen or over', () => {
  const alarms = told(alarm('b', '20'), alarm('a', '10'));
  assert.equal(newsOf(alarms)?.id, 'b');
  alarmed(alarms, alarm('b', '20', {acknowledged_by: 'ann'}));
  assert.equal(newsOf(alarms), null);
  alarmed(alarms, alarm('late', '05'));
  assert.equal(newsOf(alarms)?.id, 'late');
  ask(alarms);
  listed(alarms, [alarm('b', '20'), alarm('a', '10'), alarm('late', '05')]);
  assert.equal(newsOf(alarms)?.id, 'late');
  alarmed(alarms, alarm('past', '40', over));
  assert.equal(newsOf(alarms)?.id, 'late');
});

test('of what is over the newest are kept, and all that lasts', () => {
  const alarms = told(alarm('first', '00'));
  for (let i = 0; i < 320; i++) {
    alarmed(alarms, alarm(`p${String(i).padStart(4, '0')}`, '30', over));
  }
  assert.deepEqual([alarms.past.length, alarms.past[0].id, ids(alarms.fresh)], [300, 'p0319', ['first']]);
});

test('what it is about more closely, and how long it lasted', () => {
  assert.equal(aspectOf(alarm('a', '10')), 'fault');
  assert.equal(aspectOf(alarm('a', '10', {kind: 'battery_low', inverter: null})), 'battery_low');
  assert.equal(aspectOf(alarm('a', '10', {kind: 'battery_low'})), 'battery_low_silent');
  assert.equal(aspectOf(alarm('a', '10', {kind: 'imbalance', evidence: {temp: {}}})), 'imbalance_temp');
  assert.equal(aspectOf(alarm('a', '10', {kind: 'imbalance', evidence: {share_percent: 60}})), 'imbalance');
  assert.equal(lasted(alarm('a', '10')), null);
  assert.equal(lasted(alarm('a', '58', over)), 60);
});
