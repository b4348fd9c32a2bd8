import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ageOf, goodForMs, isStale} from '../../../webroot/js/freshness.js';

const reading = (born, everyMs) => ({born, every_ms: everyMs});

test('a reading is good for three polls, five seconds at least', () => {
  assert.equal(goodForMs(1000), 5000);
  assert.equal(goodForMs(60000), 180000);
  assert.equal(isStale(reading(0, 1000), 5000), false);
  assert.equal(isStale(reading(0, 1000), 5001), true);
  assert.equal(isStale(reading(0, 60000), 180001), true);
});

test('what is not polled is never stale, and what was never read is', () => {
  assert.equal(isStale(reading(0, 0), 1e9), false);
  assert.equal(isStale(undefined, 0), true);
});

test('nothing is younger than now', () => assert.equal(ageOf(reading(10, 0), 5), 0));
