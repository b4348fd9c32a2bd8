import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {answerWith, later, newTab, settled, takeFiles} from './browser.js';
import {createSetup} from '../../../webroot/js/setup/setup.js';

const page = () => ({draw() {}, askLogin() {}, async askBesides() {}, async askSession() {}});
const config = {inverters: [{id: 'a', device: 'sim:pi30'}], version: 'v1', editable: true};
const row = {key: 'is a', was: config.inverters[0], on: true, id: 'a', place: {device: 'sim:pi30'}, serial: null, protocol: null, poll: {}};

beforeEach(newTab);

test('an address that was typed during a scan is not dropped with those that the hub refused', async () => {
  const refusal = later();
  answerWith(() => refusal.promise);
  const setup = createSetup(page());
  const scan = setup.ask('tcp:nowhere:1');
  await settled();
  setup.ask('tcp:192.168.1.20:4001');
  refusal.done({status: 400, json: {error: 'tcp:nowhere:1 may not be asked'}});
  await scan;
  assert.deepEqual(setup.state.addresses, ['tcp:192.168.1.20:4001']);
  assert.equal(setup.state.scan.error, 'tcp:nowhere:1 may not be asked');
});

test('what is typed while a change is under way is not taken: neither lost behind it nor saved unseen', async () => {
  const saved = later();
  answerWith((method) => (method === 'PUT' ? saved.promise : {json: config}));
  const setup = createSetup(page());
  await setup.look();
  setup.edit('is a', {id: 'b'});
  const saving = setup.save([row]);
  await settled();
  setup.edit('is a', {id: 'c'});
  assert.equal(setup.state.edits.get('is a')?.id, 'b');
  saved.done({json: {changed: true}});
  assert.equal(await saving, true);
  assert.equal(setup.state.edits.size, 0);
  setup.edit('is a', {id: 'd'});
  assert.equal(setup.state.edits.get('is a')?.id, 'd');
});

test('what was shown before it is saved is what is saved, whatever was found meanwhile', async () => {
  answerWith((method) => ({json: method === 'PUT' ? {added: []} : config}));
  const setup = createSetup(page());
  await setup.look();
  await setup.review([row]);
  assert.deepEqual(setup.state.review.rows, [row]);
});

test('what the hub refuses is told at its row, and what was typed stays', async () => {
  answerWith((method) => (method === 'PUT' ? {status: 400, json: {error: 'x', mistakes: ['inverters[0].id: is no name']}} : {json: config}));
  const setup = createSetup(page());
  await setup.look();
  setup.edit('is a', {id: 'B'});
  assert.equal(await setup.save([row]), false);
  assert.deepEqual(setup.state.wrong.byRow.get('is a'), {id: 'is no name'});
  assert.equal(setup.state.edits.get('is a')?.id, 'B');
  assert.equal(setup.state.busy, null);
});

test('a configuration that somebody else has changed is not exchanged under the hands that type', async () => {
  answerWith(() => ({json: config}));
  const setup = createSetup(page());
  await setup.look();
  setup.edit('is a', {id: 'b'});
  answerWith(() => ({json: {...config, inverters: [], version: 'v2'}}));
  await setup.look();
  assert.equal(setup.state.newer, true);
  assert.equal(setup.state.config?.version, 'v1');
});

test('what was found and typed is there after a reload, and is not once it was saved', async () => {
  const found = [{device: 'serial:/dev/ttyUSB0', serial: '1', error: null}];
  answerWith((method) => ({json: method === 'POST' ? {at: '2026-11-30T03:00:00Z', found} : method === 'PUT' ? {changed: true} : config}));
  const before = createSetup(page());
  await before.ask('tcp:192.168.1.20:4001');
  before.edit('found serial:/dev/ttyUSB0', {id: 'west'});
  before.setOwnZone(false);
  const after = createSetup(page());
  assert.deepEqual(after.state.scan.found, found);
  assert.equal(after.state.scan.at, '2026-11-30T03:00:00Z');
  assert.deepEqual(after.state.addresses, ['tcp:192.168.1.20:4001']);
  assert.deepEqual(after.state.edits.get('found serial:/dev/ttyUSB0'), {id: 'west'});
  assert.equal(after.state.ownZone, false);
  assert.equal(await after.save([row]), true);
  assert.equal(createSetup(page()).state.scan.at, null);
});

test('a reload during a scan asks again, and at the same addresses', async () => {
  answerWith(() => later().promise);
  const before = createSetup(page());
  before.ask('tcp:192.168.1.20:4001');
  await settled();
  const after = createSetup(page());
  assert.equal(after.state.scan.busy, false);
  assert.equal(after.state.scan.at, null);
  assert.deepEqual(after.state.addresses, ['tcp:192.168.1.20:4001']);
});

test('a browser that may keep nothing, or has kept something else, begins anew', async () => {
  for (const text of ['nonsense', 'null', '7', '[]']) {
    sessionStorage.setItem('sunherd.setup /', text);
    const {state} = createSetup(page());
    assert.equal(state.scan.at ?? null, null, text);
    assert.equal(state.edits.size, 0, text);
  }
  answerWith(() => ({json: {at: 'now', found: []}}));
  Object.defineProperty(globalThis, 'sessionStorage', {value: undefined, configurable: true, writable: true});
  const setup = createSetup(page());
  await setup.scan();
  assert.equal(setup.state.scan.at, 'now');
});

test('a backup is sent with its progress; what came of it stays until it was read, and the users are asked for anew', async () => {
  answerWith(() => ({json: config}));
  let asked = 0;
  const setup = createSetup({...page(), askSession: async () => (asked += 1)});
  setup.edit('is a', {id: 'b'});
  const answer = later();
  let sent;
  takeFiles((file, ear, headers) => {
    sent = {file, ear, headers};
    return answer.promise;
  });
  const taking = setup.takeBack('PK');
  assert.deepEqual([sent.file, sent.headers['content-type']], ['PK', 'application/zip']);
  sent.ear.onprogress({loaded: 5, total: 20});
  assert.deepEqual([setup.state.busy, setup.state.take.sent], ['take', 0.25]);
  assert.equal(await setup.takeBack('PK'), false, 'one at a time');
  answer.done({json: {inverters: 2, version: 'v2', backup: null, notes: ['The history is in PostgreSQL.']}});
  assert.equal(await taking, true);
  assert.deepEqual([setup.state.taken?.inverters, setup.state.busy, setup.state.edits.size, asked], [2, null, 0, 1]);
  setup.enter();
  assert.equal(setup.state.taken?.inverters, 2);
  setup.forgetTaken();
  assert.equal(setup.state.taken, null);
});

test('a backup that the hub went by once is taken back, whatever is changed later; until then it is not looked at often for ever', async () => {
  let version = 'v1';
  answerWith(() => ({json: {...config, version}}));
  const setup = createSetup(page());
  takeFiles(() => ({json: {inverters: 2, version: 'v2', backup: null, notes: []}}));
  await setup.takeBack('PK');
  const taken = setup.state.taken;
  assert.ok(taken && !taken.applied);
  const now = taken.at;
  assert.deepEqual([setup.isSwift(now), setup.isSwift(now + 59000), setup.isSwift(now + 61000)], [true, true, false]);
  version = 'v2';
  await setup.look();
  version = 'v3';
  await setup.look();
  assert.ok(setup.state.taken?.applied);
  assert.equal(setup.isSwift(now), false);
});

test('why a backup was not taken back is told, in the words of the hub where there is one', async () => {
  const setup = createSetup(page());
  takeFiles(() => ({status: 400, json: {error: 'The file is broken.'}}));
  assert.equal(await setup.takeBack('PK'), false);
  assert.deepEqual([setup.state.take.error, setup.state.busy, setup.state.taken], ['The file is broken.', null, null]);
  takeFiles(() => null);
  await setup.takeBack('PK');
  assert.equal(setup.state.take.error, 'lost.title');
});
