import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ageOf, createClock, goodForMs, isStale} from '../../../webroot/js/freshness.js';

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

/** Two clocks of a machine: the one that sleeps with it, and the one that anybody may set. */
function machine() {
  const clocks = {ticks: 400, wall: 1.8e12};
  const clock = createClock(() => clocks.ticks, () => clocks.wall);
  return {
    clock,
    passes(awake, asleep = 0, set = 0) {
      clocks.ticks += awake;
      clocks.wall += awake + asleep + set;
    },
  };
}

test('ages go on while the machine sleeps', () => {
  const {clock, passes} = machine();
  const born = clock.now();
  passes(1000);
  assert.equal(clock.now() - born, 1000);
  passes(3, 3600_000);
  assert.equal(clock.now() - born, 3601_003);
  passes(2000);
  assert.equal(clock.now() - born, 3603_003);
  assert.equal(clock.apart(), 3600_000);
});

test('of many short sleeps none is lost, and clocks that tremble make nothing older', () => {
  const {clock, passes} = machine();
  const born = clock.now();
  for (let i = 0; i < 100; i++) {
    passes(100, 300);
    clock.now();
  }
  assert.ok(clock.now() - born > 39_000 && clock.now() - born <= 40_000);
  const before = clock.now();
  for (let i = 0; i < 10_000; i++) {
    passes(1, 0, i % 2 ? 3 : -3);
    clock.now();
  }
  assert.ok(clock.now() - before < 12_000);
});

test('a clock that is put back makes nothing younger, and what sleeps then grows old as before', () => {
  const {clock, passes} = machine();
  const born = clock.now();
  passes(5000, 0, -7200_000);
  assert.equal(clock.now() - born, 5000);
  assert.equal(clock.apart(), 7200_000, 'it may have slept meanwhile: what came before is no longer sure');
  passes(0, 60_000);
  assert.equal(clock.now() - born, 65_000);
});
