import assert from 'node:assert/strict';
import {test} from 'node:test';
import {invertersOf, isAddress, offersOf, placed, problemsOf, rowsOf} from '../../../webroot/js/setup/draft.js';

const known = (more) => ({inverters: [], offers: [], edits: new Map(), names: new Map(), wanted: true, serialOf: () => null, ...more});
const scanned = [
  {device: 'serial:/dev/ttyUSB0', serial: '92932004102441', model: 'Axpert', protocol: 'pi30', configured: null},
  {device: 'serial:/dev/ttyUSB1', error: 'did not answer'},
];
const bus = [{via: 'serial:/dev/ttyUSB0', unit: 2, serial: '92932004102443'}];

test('what answered is offered, and what it shows on its bus', () => {
  const offers = offersOf([], scanned, bus);
  assert.deepEqual(offers.map(({place}) => place), [{device: 'serial:/dev/ttyUSB0'}, {via: 'unit 92932004102441', unit: 2}]);
  const rows = rowsOf(known({offers}));
  assert.deepEqual(invertersOf(rows), [
    {id: 'roof-1', device: 'serial:/dev/ttyUSB0', serial: '92932004102441'},
    {id: 'roof-2', via: 'roof-1', unit: 2, serial: '92932004102443'},
  ]);
});

test('one unit is offered once, and not at all where it is configured', () => {
  const twice = [{...scanned[0]}, {via: 'serial:/dev/ttyUSB0', unit: 0, serial: '92932004102441'}];
  assert.equal(offersOf([], twice, []).length, 1);
  const inverters = [{id: 'roof-1', device: 'serial:/dev/ttyUSB7', serial: '92932004102441'}];
  assert.deepEqual(rowsOf(known({inverters, offers: offersOf(inverters, scanned, [])})).map(({id}) => id), ['roof-1']);
});

const at = (device, serial, more) => ({device, serial, ...more});
const proposals = (found, more) => rowsOf(known({offers: offersOf(more?.inverters ?? [], found, more?.bus ?? []), ...more})).map(({place, id}) => [place.device ?? place.unit, id]);

test('names are proposed in the order of the ports, ttyUSB2 before ttyUSB10', () => {
  const found = ['serial:/dev/ttyUSB10', 'serial:/dev/ttyUSB2', 'tcp:10.0.0.10:1', 'tcp:10.0.0.9:1', 'serial:/dev/ttyUSB1'].map((device, i) => at(device, `${i}`));
  assert.deepEqual(proposals(found), [
    ['serial:/dev/ttyUSB1', 'roof-1'],
    ['serial:/dev/ttyUSB2', 'roof-2'],
    ['serial:/dev/ttyUSB10', 'roof-3'],
    ['tcp:10.0.0.9:1', 'roof-4'],
    ['tcp:10.0.0.10:1', 'roof-5'],
  ]);
});

test('paralleled units are named by their numbers on the bus, with a cable or without, where the first of their ports stands', () => {
  const system = 'A';
  const found = [
    at('serial:/dev/ttyUSB0', 'alone'),
    at('serial:/dev/ttyUSB1', 'A', {system, number: 2}),
    at('serial:/dev/ttyUSB2', 'apart'),
    at('serial:/dev/ttyUSB3', 'B', {system, number: 0}),
    {via: 'serial:/dev/ttyUSB1', unit: 1, serial: 'C', system},
  ];
  assert.deepEqual(proposals(found), [
    ['serial:/dev/ttyUSB0', 'roof-1'],
    ['serial:/dev/ttyUSB3', 'roof-2'],
    [1, 'roof-3'],
    ['serial:/dev/ttyUSB1', 'roof-4'],
    ['serial:/dev/ttyUSB2', 'roof-5'],
  ]);
});

test('a name that somebody has, or has typed, is not proposed', () => {
  const inverters = [{id: 'roof-1', device: 'sim:a'}, {id: 'west', device: 'sim:b'}];
  const edits = new Map([['is west', {id: 'roof-3'}]]);
  const found = [at('serial:/dev/ttyUSB0', '1'), at('serial:/dev/ttyUSB1', '2')];
  assert.deepEqual(proposals(found, {inverters, edits}).slice(2).map(([, id]) => id), ['roof-2', 'roof-4']);
});

test('a unit keeps its name, proposed or typed, on whatever port a later scan finds it, and whoever has come before it', () => {
  const names = new Map();
  const edits = new Map([['unit 2', {id: 'shed'}]]);
  assert.deepEqual(proposals([at('serial:/dev/ttyUSB0', '1'), at('serial:/dev/ttyUSB1', '2')], {names, edits}), [
    ['serial:/dev/ttyUSB0', 'roof-1'],
    ['serial:/dev/ttyUSB1', 'shed'],
  ]);
  const swapped = [at('serial:/dev/ttyUSB0', '2'), at('serial:/dev/ttyUSB1', '1'), at('serial:/dev/ttyS0', '3'), at('serial:/dev/ttyUSB2', null)];
  assert.deepEqual(proposals(swapped, {names, edits}), [
    ['serial:/dev/ttyS0', 'roof-3'],
    ['serial:/dev/ttyUSB0', 'shed'],
    ['serial:/dev/ttyUSB1', 'roof-1'],
    ['serial:/dev/ttyUSB2', 'roof-4'],
  ]);
});

test('a proposed name gives way to one that was configured meanwhile, and to none that is being typed', () => {
  const names = new Map([['1', 'roof-1'], ['2', 'roof-2']]);
  const inverters = [{id: 'roof-1', device: 'serial:/dev/ttyUSB7'}];
  const found = [at('serial:/dev/ttyUSB0', '1'), at('serial:/dev/ttyUSB1', '2')];
  const ids = () => rowsOf(known({inverters, names, edits: new Map([['is roof-1', {id: 'roof-2'}]]), offers: offersOf(inverters, found, [])})).map(({id}) => id);
  assert.deepEqual(ids(), ['roof-2', 'roof-3', 'roof-2']);
  assert.deepEqual(ids(), ['roof-2', 'roof-3', 'roof-2'], 'and stays');
});

test('names that cannot be are told, each at its row', () => {
  const inverters = ['a', 'b', 'c', 'd'].map((id) => ({id, device: `sim:${id}`}));
  const edits = new Map([['is a', {id: 'Roof 1'}], ['is b', {id: 'all'}], ['is c', {id: 'd'}]]);
  const problems = problemsOf(rowsOf(known({inverters, edits})));
  assert.deepEqual(problems.get('is a').id, ['setup.bad.id']);
  assert.deepEqual(problems.get('is b').id, ['setup.bad.reserved', {id: 'all'}]);
  assert.deepEqual(problems.get('is c').id, ['setup.bad.taken', {id: 'd'}]);
});

test('two at one port, and one number twice, are told', () => {
  const inverters = [
    {id: 'a', device: 'serial:/dev/ttyUSB0', serial: '1'},
    {id: 'b', device: 'serial:/dev/ttyUSB0'},
    {id: 'c', device: 'serial:/dev/ttyUSB1', serial: '1'},
  ];
  const problems = problemsOf(rowsOf(known({inverters})));
  assert.equal(problems.get('is a').place[0], 'setup.bad.same_place');
  assert.equal(problems.get('is c').place[0], 'setup.bad.same_unit');
});

test('a poll interval is a number and its unit', () => {
  const inverters = [{id: 'a', device: 'sim:pi30', poll: {status: '1s', settings: '5', flags: ''}}];
  const wrong = problemsOf(rowsOf(known({inverters}))).get('is a');
  assert.deepEqual(wrong['poll.settings'], ['setup.bad.every']);
  assert.equal(wrong['poll.status'], undefined);
});

test('keys that this page does not know are handed back as they are', () => {
  const inverters = [{id: 'a', device: 'sim:pi30', protocol: 'pi30max', of_tomorrow: 7}];
  assert.deepEqual(invertersOf(rowsOf(known({inverters}))), inverters);
});

test('the hub\'s mistakes go where they belong', () => {
  const rows = rowsOf(known({inverters: [{id: 'a', device: 'sim:x'}, {id: 'b', device: 'sim:y'}]}));
  const {byRow, above} = placed(['conf/hub.yaml: inverters[1].id: is taken by inverters[0]', 'inverters[0].device: no such profile', 'disk full'], rows);
  assert.deepEqual(byRow.get('is b'), {id: 'is taken by a'});
  assert.deepEqual(byRow.get('is a'), {place: 'no such profile'});
  assert.deepEqual(above, ['disk full']);
});

test('an address is a port or a host with a port', () => {
  assert.deepEqual(['tcp:192.168.1.20:4001', 'usb:auto', 'serial:/dev/ttyS0'].map(isAddress), [true, true, true]);
  assert.deepEqual(['tcp:192.168.1.20', '192.168.1.20', ''].map(isAddress), [false, false, false]);
});
