import {answerWith, newTab} from './browser.js';
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {createVersion} from '../../../webroot/js/kept/version.js';

const answer = (name) => ({headers: {etag: `"${name}"`, 'content-type': 'application/json'}});
let there;
let isLive;
let isSafe;
let loaded;
let version;

const opened = () => createVersion({isLive: () => isLive, isSafe: () => isSafe, reload: () => (loaded += 1)});

beforeEach(async () => {
  newTab();
  there = answer('one');
  answerWith((method, path) => {
    assert.deepEqual([method, path], ['HEAD', 'files.json']);
    if (there === null) {
      throw new TypeError('away');
    }
    return there;
  });
  [isLive, isSafe, loaded] = [true, true, 0];
  version = opened();
  assert.equal(await version.isSame(), true);
});

test('a page of the files that the hub has is left as it is', async () => {
  assert.equal(await version.isSame(), true);
  version.renew();
  assert.equal(loaded, 0);
});

test('a page of other files is loaded anew once that is safe', async () => {
  there = answer('two');
  isSafe = false;
  assert.equal(await version.isSame(), false);
  version.renew();
  assert.equal(loaded, 0);
  isSafe = true;
  version.renew();
  assert.equal(loaded, 1);
});

test('a hub that is away, or does not tell what its files are, has no others', async () => {
  for (there of [null, {status: 502}, {...answer('page'), status: 404}, {headers: {etag: '"login"', 'content-type': 'text/html'}}, {}]) {
    assert.equal(await version.isSame(), true);
  }
  version.renew();
  assert.equal(loaded, 0);
  there = answer('two');
  assert.equal(await version.isSame(), false);
});

test('a hub that is lost is not asked, and one that does not answer not waited for', async () => {
  let asked = 0;
  let signal;
  globalThis.fetch = (path, how) => {
    [asked, signal] = [asked + 1, how.signal];
    return new Promise(() => {});
  };
  isLive = false;
  assert.equal(await version.isSame(), true);
  assert.equal(asked, 0);
  isLive = true;
  version.isSame();
  assert.ok(signal instanceof AbortSignal);
});

test('whoever knows that the page is of other files says so', () => {
  version.isOther();
  version.renew();
  assert.equal(loaded, 1);
});

test('a page that is being loaded anew is left to that, however slow the hub is', async () => {
  version.isOther();
  version.renew();
  version.renew();
  assert.equal(loaded, 1);
  assert.equal(await version.isSame(), false);
});

/** Two hubs behind one address, by turns. */
async function openedAtBoth() {
  there = answer('one');
  version = opened();
  await version.isSame();
  there = answer('two');
  const isSame = await version.isSame();
  version.renew();
  return isSame;
}

test('a page that has other files each time is not loaded anew for ever, and fetches its views then', async (t) => {
  t.mock.method(Date, 'now', () => 1.8e12);
  for (let i = 0; i < 3; i++) {
    assert.equal(await openedAtBoth(), false);
  }
  for (let i = 0; i < 10; i++) {
    assert.equal(await openedAtBoth(), true);
  }
  assert.equal(loaded, 3);
  t.mock.method(Date, 'now', () => 1.8e12 + 3_601_000);
  assert.equal(await openedAtBoth(), false);
  assert.equal(loaded, 4);
});

test('where a browser does not keep how often that was, the page is left as it is', async () => {
  Object.defineProperty(globalThis, 'sessionStorage', {value: undefined, configurable: true, writable: true});
  assert.equal(await openedAtBoth(), true);
  assert.equal(loaded, 0);
});
