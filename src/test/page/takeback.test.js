import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answerWith} from './browser.js';
import {takeBack} from '../../../webroot/js/settings/takeback.js';
import {endOf} from '../../../webroot/js/settings/writes.js';

const changes = ['a', 'b', 'c'].map((inverter, i) => ({id: i + 1, inverter, serial: null, old: 54}));
const well = {json: {confirmed: 54, changed: true, reply: 'ACK', entry: 9}};

/** Answers by unit; and what was asked, and whether a login was. */
async function taken(answers) {
  const seen = {asked: [], login: false};
  answerWith((method, path) => {
    const {inverter} = changes[path.match(/audit\/(\d)/)[1] - 1];
    seen.asked.push(inverter);
    const answer = answers[inverter];
    if (answer === 'lost') {
      throw new TypeError('gone');
    }
    return answer;
  });
  const result = await takeBack(changes, () => (seen.login = true));
  const ends = Object.fromEntries(Object.entries(result.body.units).map(([id, one]) => [id, endOf(one).kind]));
  return {...seen, kind: result.kind, ends};
}

test('what went well of some units only is told as that', async () => {
  const refusal = {status: 409, json: {error: 'No.', confirmed: 53, changed: false, reply: 'NAK', entry: 8}};
  const {kind, ends} = await taken({a: refusal, b: well, c: well});
  assert.equal(kind, 'partly');
  assert.deepEqual(ends, {a: 'refused', b: 'confirmed', c: 'confirmed'});
  assert.equal((await taken({a: refusal, b: refusal, c: refusal})).kind, 'refused');
  assert.equal((await taken({a: well, b: well, c: well})).kind, 'confirmed');
});

test('where the hub did not answer it is not known what a unit has', async () => {
  assert.deepEqual((await taken({a: well, b: 'lost', c: well})).ends, {a: 'confirmed', b: 'open', c: 'confirmed'});
  assert.deepEqual((await taken({a: well, b: {status: 502}, c: {status: 503}})).ends, {a: 'confirmed', b: 'open', c: 'open'}, 'a proxy has');
});

test('who is logged out is asked to log in, and who may not is not refused once a unit', async () => {
  const out = await taken({a: well, b: {status: 401, json: {error: 'Log in.'}}, c: well});
  assert.deepEqual(out, {asked: ['a', 'b'], login: true, kind: 'partly', ends: {a: 'confirmed', b: 'skipped', c: 'skipped'}});
  const not = await taken({a: {status: 403, json: {error: 'You may not.'}}, b: well, c: well});
  assert.deepEqual(not, {asked: ['a'], login: false, kind: 'forbidden', ends: {a: 'skipped', b: 'skipped', c: 'skipped'}});
});
