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
  assert.deepEqual(offers.map(({place}) => place), [{device: 'serial:/dev/ttyUSB0'}, {via: 'found serial:/dev/ttyUSB0', unit: 2}]);
  const rows = rowsOf(known({offers}));
  assert.deepEqual(invertersOf(rows), [
    {id: 'inverter-1', device: 'serial:/dev/ttyUSB0', serial: '92932004102441'},
    {id: 'inverter-2', via: 'inverter-1', unit: 2, serial: '92932004102443'},
  ]);
});

test('one unit is offered once, and not at all where it is configured', () => {
  const twice = [{...scanned[0]}, {via: 'serial:/dev/ttyUSB0', unit: 0, serial: '92932004102441'}];
  assert.equal(offersOf([], twice, []).length, 1);
  const inverters = [{id: 'roof-1', device: 'serial:/dev/ttyUSB7', serial: '92932004102441'}];
  assert.deepEqual(rowsOf(known({inverters, offers: offersOf(inverters, scanned, [])})).map(({id}) => id), ['roof-1']);
});

test('a name that was given stays with its offer', () => {
  const names = new Map();
  const offers = offersOf([], scanned, bus);
  rowsOf(known({offers, names}));
  assert.equal(rowsOf(known({offers: [offers[1]], names}))[0].id, 'inverter-2');
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
