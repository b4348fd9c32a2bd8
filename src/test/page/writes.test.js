import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actionsOf, endOf, goBackTogether, goodOutcome, isLost, mayGoBack, outcomeOf, outcomeOfEach, undoableOf} from '../../../webroot/js/settings/writes.js';

test('of each unit it is told whether it has the value, refused it, or was left out', () => {
  const ends = {
    confirmed: {confirmed: 40, changed: true, reply: 'ACK', entry: 1},
    accepted: {confirmed: null, changed: null, reply: 'ACK', entry: 2},
    already: {confirmed: 40, changed: false, reply: null},
    refused: {error: 'No.', confirmed: 60, changed: false, reply: 'NAK', entry: 3},
    skipped: {error: 'roof-2 is offline.'},
    open: {error: 'No answer.', confirmed: null, changed: null, reply: null, entry: 4},
    put_back: {confirmed: 40, changed: true, from: 60, entry: 5, put_back: {confirmed: 60}},
  };
  for (const [kind, one] of Object.entries(ends)) {
    assert.equal(endOf(one).kind, kind);
  }
  const failures = [
    ['open', {error: 'The hub did not answer.', lost: true}],
    ['open', {error: 'Not kept.', confirmed: 60, changed: false, reply: 'ACK', entry: 3}],
    ['open', {error: 'No answer; it was read.', confirmed: 60, changed: false, reply: null, entry: 3}],
    ['skipped', {error: 'roof-2 is offline.', confirmed: null, changed: false, reply: null, entry: 3}],
  ];
  for (const [kind, one] of failures) {
    assert.equal(endOf(one).kind, kind, one.error);
  }
  assert.equal(endOf({frames: ['PBFT53.0'], changed: false, from: 54}).kind, 'skipped');
  assert.equal(endOf(ends.put_back).value, 60);
  assert.deepEqual(endOf({...ends.put_back, put_back: {error: 'Gone.', confirmed: 40}}), {kind: 'open', value: 40, why: 'Gone.'});
});

test('a write to several is confirmed only where each of them is', () => {
  const yes = {confirmed: 40, changed: true, entry: 1};
  const unseen = {confirmed: null, changed: null, reply: 'ACK', entry: 2};
  const already = {confirmed: 40, changed: false};
  const failed = {error: 'No.', confirmed: 60, changed: false, reply: 'NAK', entry: 3};
  assert.equal(goodOutcome({changed: true, units: {a: yes, b: already}}), 'confirmed');
  assert.equal(goodOutcome({changed: true, units: {a: yes, b: unseen}}), 'accepted');
  assert.equal(goodOutcome({changed: null, units: {a: unseen, b: unseen}}), 'accepted');
  assert.equal(goodOutcome({changed: false, units: {a: already, b: already}}), 'already');
  assert.equal(outcomeOfEach({a: yes, b: already}), 'confirmed');
  assert.equal(outcomeOfEach({a: already, b: already}), 'already');
  assert.equal(outcomeOfEach({a: unseen, b: already}), 'accepted');
  assert.equal(outcomeOfEach({a: yes, b: failed}), 'partly');
  assert.equal(outcomeOfEach({a: failed, b: failed}), null);
});

test('what somebody has changed here goes back, and what the hub has put back does not', () => {
  const entry = {user: 'ann', old: 54, outcome: 'confirmed', put_back_of: null};
  assert.ok(mayGoBack(entry));
  for (const other of [{user: null}, {old: null}, {outcome: 'refused'}, {put_back_of: 3}]) {
    assert.ok(!mayGoBack({...entry, ...other}), JSON.stringify(other));
  }
});

test('what has changed can be taken back, the last one first', () => {
  const units = {
    a: {entry: 7, changed: true, from: 60, serial: 's'},
    b: {changed: false, from: 40},
    c: {entry: 8, changed: true, from: 50},
    d: {entry: 9, changed: true, from: 50, error: 'Not kept.'},
    e: {entry: 10, changed: true, from: 50, put_back: {confirmed: 50}},
  };
  assert.deepEqual(undoableOf(units), [
    {id: 8, inverter: 'c', serial: null, old: 50},
    {id: 7, inverter: 'a', serial: 's', old: 60},
  ]);
});

test('entries of one change of several units stand together, and no others', () => {
  const entry = (id, inverter, more = {}) => ({
    id, inverter, at: '2026-06-01T12:00:00Z', user: 'ann', from: '::1', setting: 'battery_float_volt', requested: 53, outcome: 'confirmed', undo_of: null, put_back_of: null, duration_ms: 1000, ...more,
  });
  const ids = (entries) => actionsOf(entries).map((action) => action.map(({id}) => id));
  assert.deepEqual(ids([entry(3, 'c'), entry(2, 'b'), entry(1, 'a')]), [[3, 2, 1]]);
  assert.deepEqual(ids([entry(2, 'a'), entry(1, 'a')]), [[2], [1]]);
  for (const other of [{requested: 54}, {user: 'bob'}, {by: 'kitchen'}, {user: null}, {setting: 'battery_type'}, {outcome: 'refused'}, {undo_of: 1}, {put_back_of: 1}, {at: '2026-06-01T11:59:50Z'}]) {
    assert.deepEqual(ids([entry(2, 'b'), entry(1, 'a', other)]), [[2], [1]], JSON.stringify(other));
  }
});

test('writes that the hub has numbered alike are one action, whatever stands between them and whatever came of them', () => {
  const entry = (id, inverter, more = {}) => ({id, inverter, at: '2026-06-01T12:00:00Z', user: 'ann', setting: 'battery_float_volt', old: 54, requested: 53, outcome: 'confirmed', undo_of: null, put_back_of: null, group: 'g1', ...more});
  const ids = (entries) => actionsOf(entries).map((action) => action.map(({id}) => id));
  const action = [entry(5, 'a', {put_back_of: 2, old: 53}), entry(4, 'c', {outcome: 'refused'}), entry(2, 'a'), entry(1, 'b')];
  assert.deepEqual(ids([action[0], action[1], entry(3, 'd', {group: null}), action[2], action[3]]), [[5, 4, 2, 1], [3]]);
  assert.deepEqual(ids([entry(2, 'b'), entry(1, 'a', {group: 'g2'})]), [[2], [1]], 'else alike');
  assert.deepEqual(ids([entry(2, 'b'), entry(1, 'a', {group: null})]), [[2], [1]], 'of an earlier version');
  assert.deepEqual(ids([entry(2, 'b'), entry(1, 'a', {user: 'bob'})]), [[2], [1]], 'another user has the same name for it');
  assert.deepEqual(ids([entry(4, 'b', {undo_of: 2, group: 'g2'}), entry(3, 'a', {undo_of: 1, group: 'g2'}), entry(2, 'b'), entry(1, 'a')]), [[4, 3], [2, 1]]);
  assert.deepEqual(goBackTogether(action).map(({id}) => id), [1], 'what was put back is as it was');
  assert.deepEqual(goBackTogether([entry(2, 'a'), entry(1, 'a', {setting: 'battery_type'})]), [], 'of several settings');
  assert.deepEqual(goBackTogether([entry(2, 'a', {outcome: 'refused'})]), []);
});

test('a client that numbers its writes alike again has begun another action', () => {
  const entry = (id, inverter, at, more = {}) => ({id, inverter, at, user: 'ann', setting: 'battery_float_volt', old: 54, requested: 53, outcome: 'confirmed', undo_of: null, put_back_of: null, duration_ms: 1000, group: '1', ...more});
  const ids = (entries) => actionsOf(entries).map((action) => action.map(({id}) => id));
  const now = '2026-06-01T12:00:00Z';
  const months = '2026-01-01T12:00:00Z';
  assert.deepEqual(ids([entry(4, 'b', now), entry(3, 'a', now), entry(2, 'd', months), entry(1, 'c', months)]), [[4, 3], [2, 1]]);
  assert.deepEqual(ids([entry(4, 'b', now), entry(3, 'a', now), entry(2, 'b', now), entry(1, 'a', now)]), [[4, 3], [2, 1]], 'of the same units');
  assert.deepEqual(ids([entry(3, 'a', now), entry(2, 'a', now, {outcome: 'refused'}), entry(1, 'b', now)]), [[3, 2, 1]], 'tried again in the same action');
  assert.deepEqual(ids([entry(2, 'a', now, {setting: 'battery_type'}), entry(1, 'a', now)]), [[2, 1]], 'several settings of a unit');
});

test('one unit after the other, however long each takes, is one change; a pause between them makes two', () => {
  const entry = (id, inverter, at, seconds) => ({
    id, inverter, at: `2026-06-01T12:0${at}Z`, user: 'ann', from: '::1', setting: 'battery_float_volt', requested: 53, outcome: 'confirmed', undo_of: null, put_back_of: null, duration_ms: seconds * 1000,
  });
  const ids = (entries) => actionsOf(entries).map((action) => action.map(({id}) => id));
  assert.deepEqual(ids([entry(3, 'c', '3:00', 90), entry(2, 'b', '1:30', 88), entry(1, 'a', '0:00', 89)]), [[3, 2, 1]]);
  assert.deepEqual(ids([entry(3, 'c', '0:40', 1), entry(2, 'b', '0:01', 1), entry(1, 'a', '0:00', 1)]), [[3], [2, 1]]);
});

test('an answer that is not the hub\'s own tells nothing of what the hub has done', () => {
  const said = (status, body = {}) => ({status, body});
  for (const error of [{}, said(502), said(503), said(504), said(500)]) {
    assert.ok(isLost(error), `${error.status}`);
    assert.equal(outcomeOf(error), 'silent', `${error.status}`);
  }
  const own = {error: 'roof-1 is offline.'};
  assert.equal(outcomeOf(said(503, own)), 'offline');
  assert.equal(outcomeOf(said(500, own)), 'failed');
  assert.equal(outcomeOf(said(400)), 'invalid', 'nothing is done that was not understood');
  assert.ok(!isLost(said(503, own)) && !isLost(said(401)));
});
