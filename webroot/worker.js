// Keeps the page's own files for when the hub does not answer; never an answer of its API.
//
// The hub is always asked first. A page is made of its files or of kept ones, never of both, and kept ones are all of
// one version: they are taken in only where each is what the hub's list of files says, and stand in for one another as a whole.

/** How long the hub is waited for where there is a kept page. */
const PATIENCE_MS = 4000;
/** By these a proxy tells that there is no hub behind it. */
const NOBODY_THERE = [502, 503, 504];

const SCOPE = new URL('./', self.location.href).href;
const SET = `sunherd ${SCOPE} `;
const GIVEN = `sunherd-given ${SCOPE}`;
const PAGE = 'index.html';
const WANTED = /^(?:index\.html|icon\.svg|manifest\.webmanifest|(?:js|lang|vendor)\/.+\.(?:js|css|json))$/;
/** The reference of the API is read where there is an API. */
const LEFT_OUT = /^(?:js\/reference|vendor\/js-yaml)/;

/** @param {string} path */
const isWanted = (path) => WANTED.test(path) && !LEFT_OUT.test(path);

/** The path of a file below this folder; null of what is none. */
function pathOf({method, url}) {
  const {origin, pathname} = new URL(url);
  const address = origin + pathname;
  return method === 'GET' && address.startsWith(SCOPE) ? address.slice(SCOPE.length) || PAGE : null;
}

/** What the hub says its files are; null where there is no hub, undefined where it has no such list. */
async function listed() {
  let response;
  try {
    response = await fetch('files.json', {cache: 'no-store'});
  } catch {
    return null;
  }
  if (NOBODY_THERE.includes(response.status)) {
    return null;
  }
  return response.ok ? response.json() : undefined;
}

async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A file as it is listed. What a cache has is enough where it is that. */
async function fetched(path, digest) {
  for (const cache of ['no-cache', 'reload']) {
    const response = await fetch(path, {cache});
    const body = await response.arrayBuffer();
    if (response.ok && (await digestOf(body)) === digest) {
      return new Response(body, {headers: response.headers});
    }
  }
  throw new Error(`${path} is not what the list says; the files are being exchanged.`);
}

/** The name of the kept files; they are complete once the page itself is among them, which comes last. */
async function complete() {
  for (const name of (await caches.keys()).filter((key) => key.startsWith(SET)).reverse()) {
    if (await caches.match(PAGE, {cacheName: name})) {
      return name;
    }
  }
  return null;
}

async function letGo(isLetGo) {
  const names = (await caches.keys()).filter((name) => name === GIVEN || name.startsWith(SET)).filter(isLetGo);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function exchange({version, files}) {
  const name = SET + version;
  if ((await complete()) === name) {
    return;
  }
  const wanted = Object.entries(files).filter(([path]) => isWanted(path));
  const got = await Promise.all(wanted.map(async ([path, digest]) => [path, await fetched(path, digest)]));
  const last = got.filter(([path]) => path === PAGE);
  const cache = await caches.open(name);
  await Promise.all(got.filter(([path]) => path !== PAGE).map(([path, response]) => cache.put(path, response)));
  await Promise.all(last.map(([path, response]) => cache.put(path, response)));
  await letGo((other) => other !== name && other !== GIVEN);
}

let exchanging = Promise.resolve();

/** One after the other: two pages may ask for it at once. */
function keep(list) {
  exchanging = exchanging.catch(() => {}).then(() => exchange(list));
  return exchanging;
}

/** Which kept files each page is made of; null: of the hub's own. A worker that was stopped has the rest written down. */
const given = new Map();

async function write(client, name) {
  await (await caches.open(GIVEN)).put(`given/${client}`, new Response(name));
}

/** Only of pages that are there. */
async function strike() {
  const there = (await self.clients.matchAll({includeUncontrolled: true})).map(({id}) => new URL(`given/${id}`, SCOPE).href);
  const cache = await caches.open(GIVEN);
  const gone = (await cache.keys()).filter(({url}) => !there.includes(url));
  await Promise.all(gone.map((request) => cache.delete(request)));
}

async function givenTo(client) {
  if (!given.has(client)) {
    const written = await caches.match(`given/${client}`, {cacheName: GIVEN}).catch(() => null);
    given.set(client, written ? await written.text() : null);
  }
  return given.get(client);
}

/** The answer of a hub that is there in time, or null. */
async function inTime(asked) {
  const patience = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, null);
  });
  const response = await Promise.race([asked.catch(() => null), patience]);
  return response && !NOBODY_THERE.includes(response.status) ? response : null;
}

async function page({request, resultingClientId}) {
  const asked = fetch(request);
  // Where a browser does not let what is kept be read, there is the hub.
  const name = await complete().catch(() => null);
  const answer = name && resultingClientId ? await inTime(asked) : await asked;
  if (answer) {
    given.set(resultingClientId, null);
    return answer;
  }
  given.set(resultingClientId, name);
  await write(resultingClientId, name).catch(() => {}); // a full disk has no room for it, and this worker knows it
  return caches.match(PAGE, {cacheName: name});
}

async function part({request, clientId}, path) {
  const name = await givenTo(clientId);
  return name ? ((await caches.match(path, {cacheName: name})) ?? Response.error()) : fetch(request);
}

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path === PAGE && event.request.mode === 'navigate') {
    event.respondWith(page(event));
  } else if (path && isWanted(path) && event.clientId && given.get(event.clientId) !== null) {
    event.respondWith(part(event, path));
  }
});

async function takeAway() {
  await letGo(() => true);
  await self.registration.unregister();
}

/** The hub answers: a page of another version's files is to be loaded anew, and the kept files are to be those of now. */
async function live(client) {
  const list = await listed();
  if (list === null) {
    return;
  }
  const name = await givenTo(client.id);
  if (name && name !== SET + list?.version) {
    client.postMessage('renew');
  }
  await (list ? keep(list) : takeAway());
}

async function opened(client) {
  if (await givenTo(client.id)) {
    client.postMessage('kept');
    await strike();
  }
}

self.addEventListener('message', (event) => {
  const heard = {live, opened}[event.data];
  if (heard) {
    event.waitUntil(heard(event.source));
  }
});

async function install() {
  const list = await listed();
  if (!list) {
    throw new Error('This hub does not list its files.');
  }
  await keep(list);
  await self.skipWaiting();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
