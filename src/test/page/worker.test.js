import './browser.js';
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {beforeEach, test} from 'node:test';

const HUB = 'http://hub/';
const heard = {};
const stores = new Map();
let files;
let clients;
let removed;

const pathOf = (asked) => new URL(asked.url ?? asked, HUB).pathname.slice(1) || 'index.html';
const digest = (text) => createHash('sha256').update(text).digest('hex');
const list = () => ({
  version: digest(JSON.stringify(files)),
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, digest(text)])),
});

const cacheOf = (kept) => ({
  put: async (path, response) => kept.set(path, await response.text()),
  keys: async () => [...kept.keys()].map((path) => ({url: HUB + path})),
  delete: async (asked) => kept.delete(pathOf(asked)),
});

const storage = {
  keys: async () => [...stores.keys()],
  delete: async (name) => stores.delete(name),
  async open(name) {
    stores.set(name, stores.get(name) ?? new Map());
    return cacheOf(stores.get(name));
  },
  async match(path, {cacheName}) {
    const text = stores.get(cacheName)?.get(path);
    return text === undefined ? undefined : new Response(text);
  },
};

globalThis.self = {
  location: {href: `${HUB}worker.js`},
  registration: {unregister: async () => (removed = true)},
  clients: {matchAll: async () => clients},
  skipWaiting: async () => {},
  addEventListener: (type, listener) => (heard[type] = listener),
};

/** What the hub says its files are; null: nobody is there, undefined: it does not say. */
let told = list;
globalThis.fetch = async (asked) => {
  const path = pathOf(asked);
  if (told() === null) {
    throw new TypeError('away');
  }
  if (path === 'files.json') {
    return told() ? Response.json(told()) : new Response('', {status: 404});
  }
  return new Response(files[path]);
};
await import('../../../webroot/worker.js');

async function tell(type, about = {}) {
  let done;
  heard[type]({...about, waitUntil: (promise) => (done = promise), respondWith: (promise) => (done = promise)});
  return done;
}

/** A page that is loaded, in place of all others. */
async function load(id) {
  const said = [];
  const response = await tell('fetch', {request: {method: 'GET', url: HUB, mode: 'navigate'}, resultingClientId: id, clientId: ''});
  clients = [{id, postMessage: (word) => said.push(word)}];
  await tell('message', {data: 'opened', source: clients[0]});
  return {said, text: await response.text()};
}

beforeEach(async () => {
  Object.assign(globalThis, {caches: storage});
  stores.clear();
  files = {'index.html': 'page', 'js/main.js': 'script'};
  told = list;
  clients = [];
  removed = false;
  await tell('install');
});

test('the page is that which is kept while the hub is away, and only of pages that are there is anything written down', async () => {
  told = () => null;
  for (let i = 0; i < 5; i += 1) {
    assert.deepEqual(await load(`page-${i}`), {said: ['kept'], text: 'page'});
  }
  assert.deepEqual([...stores.get(`sunherd-given ${HUB}`).keys()], ['given/page-4']);
});

test('a hub that lists no files any more is shown as it is, with nothing kept', async () => {
  told = () => null;
  const {said} = await load('kept');
  told = () => undefined;
  await tell('message', {data: 'live', source: clients[0]});
  assert.deepEqual(said, ['kept', 'renew']);
  assert.equal(stores.size, 0);
  assert.ok(removed);
});

test('a browser that cannot reach what it keeps shows the page of the hub', async () => {
  globalThis.caches = {...storage, keys: () => Promise.reject(new Error('no room'))};
  assert.equal((await load('other')).text, 'page');
});
