import {later, settled} from './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {oneAtATime} from '../../../webroot/js/api.js';

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
