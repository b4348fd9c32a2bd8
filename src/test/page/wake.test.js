import assert from 'node:assert/strict';
import {test} from 'node:test';
import {later, settled} from './browser.js';
import {stayAwake} from '../../../webroot/js/wall/wake.js';

/** Locks as a browser gives them, each when it is told to. */
function browserWith() {
  const locks = [];
  navigator.wakeLock = {
    request() {
      const given = later();
      const lock = {held: true, release: () => (lock.held = false), give: () => given.done(lock)};
      locks.push(lock);
      return given.promise;
    },
  };
  return locks;
}

test('the screen is let go when the wall is left', async () => {
  const [locks] = [browserWith()];
  stayAwake(true);
  locks[0].give();
  await settled();
  stayAwake(false);
  assert.equal(locks[0].held, false);
});

test('a lock that comes after the wall was left is let go', async () => {
  const locks = browserWith();
  stayAwake(true);
  stayAwake(false);
  locks[0].give();
  await settled();
  assert.equal(locks[0].held, false);
});

test('of two that were asked for only one is held, and none in the end', async () => {
  const locks = browserWith();
  stayAwake(true);
  document.tell();
  locks.forEach((lock) => lock.give());
  await settled();
  assert.equal(locks.filter(({held}) => held).length, 1);
  stayAwake(false);
  assert.equal(locks.filter(({held}) => held).length, 0);
});
