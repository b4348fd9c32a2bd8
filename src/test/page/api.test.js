import {answerWith, later, settled} from './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {get, inTurn, isChanging, newest, oneAtATime, put} from '../../../webroot/js/api.js';

test('a question is asked once more for all who ask while it is being answered', async () => {
  const answers = [];
  const ask = oneAtATime(() => {
    const answer = later();
    answers.push(answer);
    return answer.promise;
  });
  let done = 0;
  const count = () => {
    done += 1;
  };
  ask().then(count);
  ask().then(count);
  ask().then(count);
  assert.equal(answers.length, 1);
  answers[0].done();
  await settled();
  assert.deepEqual([answers.length, done], [2, 0]);
  answers[1].done();
  await settled();
  assert.deepEqual([answers.length, done], [2, 3]);
  ask();
  assert.equal(answers.length, 3);
});

test('one question after the other, and none that nobody wants any more', async () => {
  const take = inTurn();
  const asked = [];
  let answer;
  const question = (name) => () => {
    asked.push(name);
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  take(() => true, question('first'));
  take(() => false, question('second'));
  const third = take(() => true, question('third'));
  await Promise.resolve();
  assert.deepEqual(asked, ['first']);
  answer();
  while (asked.length < 2) {
    await Promise.resolve();
  }
  assert.deepEqual(asked, ['first', 'third']);
  answer();
  await third;
});

test('a change is under way until it is answered, whatever the answer', async () => {
  const answer = later();
  answerWith(() => answer.promise);
  const asked = get('api/v1/today');
  assert.equal(isChanging(), false);
  const changed = put('api/v1/config', {});
  assert.equal(isChanging(), true);
  answer.done({status: 504, json: {error: 'Nobody answered.'}});
  await assert.rejects(Promise.all([asked, changed]));
  await assert.rejects(changed);
  assert.equal(isChanging(), false);
});

test('of answers that come in another order only that to the last question counts', () => {
  const ask = newest();
  const first = ask();
  assert.ok(first());
  const second = ask();
  assert.deepEqual([second(), first()], [true, false]);
  assert.ok(newest()());
});
