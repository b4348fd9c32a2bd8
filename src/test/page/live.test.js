import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {answerWith} from './browser.js';
import {inquiryTitle, learn} from '../../../webroot/js/labels.js';
import {nowOf} from '../../../webroot/js/charts/kinds.js';
import {isTwin, valuesOf} from '../../../webroot/js/unit/live.js';

const field = (key, unit = null, group = null, twin_of = null) => ({key, title: key, unit, type: 'decimal', group, twin_of});
const status = [
  field('batt_volt', 'V', 'battery'), field('temp', '°C', 'temperature'), field('temp_in_counts', null, 'setup'), field('raw_status'),
  field('pv_amps', 'A', 'solar'), field('pv1_input_current', 'A', 'solar', 'pv_amps'), field('fan_on_battery_offset', 'mV', 'setup'),
];
const inquiries = [
  {code: 'QPIGS', name: 'status', title: 'Live values', every_ms: 1000, fields: status},
  {code: 'QPIWS', name: 'warnings', title: 'Warnings', every_ms: 5000, fields: [field('warnings', null, 'warnings')]},
  {code: 'QPIRI', name: 'settings', title: 'Ratings', every_ms: 30000, fields: [field('battery_float_voltage', 'V')]},
  {code: 'QMOD', name: 'operation_mode', title: 'Operation mode', every_ms: 1000, fields: [{...field('mode', null, 'state'), type: 'choice', meanings: {B: 'BT'}}, field('mode_code', null, 'state', 'mode')]},
  {code: 'QBMS', name: 'bms', title: 'BMS', every_ms: 0, fields: [field('voltage', 'V', 'battery')]},
  {code: 'QPGS', name: 'parallel', title: 'A unit of the parallel system', every_ms: 0, argument: {}, fields: [field('battery_voltage', 'V', 'battery'), field('max_charging_current', 'A', 'setup')]},
];

before(async () => {
  answerWith(() => ({json: {system: [], dialects: [{id: 'pi30', inquiries, settings: []}]}}));
  await learn(['pi30']);
});

const reading = (cmd, data, every_ms = 1000) => ({cmd, code: cmd, at: '', born: 0, every_ms, data});

test('what another field tells better is not shown, unless that is not known', () => {
  assert.ok(isTwin({pv_amps: 3, pv1_input_current: 3.2}, {twin_of: 'pv_amps'}));
  assert.ok(!isTwin({pv_amps: null, pv1_input_current: 3.2}, {twin_of: 'pv_amps'}), 'nothing else tells it');
  assert.ok(!isTwin({pv1_input_current: 3.2}, {twin_of: 'pv_amps'}), 'the reading has not the other one');
  assert.ok(!isTwin({pv_amps: 3}, {twin_of: null}));
  assert.ok(!isTwin({calculated: []}, undefined), 'the tables do not know it');
});

test('a code that the tables have no word for is shown: it is all that there is to look up', () => {
  const code = {key: 'fault_code', twin_of: 'fault'};
  const fault = {key: 'fault', type: 'choice', meanings: {'00': 'none', '01': 'Fan locked'}};
  assert.ok(isTwin({fault: 'Fan locked', fault_code: '01'}, code, fault));
  assert.ok(isTwin({fault: 'Fan locked', fault_code: '1'}, code, fault), 'as a digit');
  assert.ok(!isTwin({fault: 'unknown', fault_code: '77'}, code, fault));
  assert.ok(isTwin({fault: 'absent', fault_code: '00'}, code, fault), 'the code has a word, and another one says better what is not there');
  const told = valuesOf({about: {protocol: 'pi30'}, readings: [reading('operation_mode', {mode: '00', mode_code: 'X'}), reading('operation_mode', {mode: 'BT', mode_code: 'B'})]}, 0);
  assert.deepEqual(told.map(({key, value}) => [key, value]), [['mode', '00'], ['mode_code', 'X'], ['mode', 'BT']]);
});

test('live is what is asked often; over the bus of another, what that one tells', () => {
  const own = [
    reading('settings', {battery_float_voltage: 54}, 30000), reading('warnings', {warnings: ['a']}, 5000), reading('bms', {voltage: 52}, 0),
    reading('status', {batt_volt: 52, pv_amps: 3, pv1_input_current: 3.2, temp: null, raw_status: '00010000', fan_on_battery_offset: 0, calculated: ['pv_watts']}),
  ];
  const values = (about, readings) => valuesOf({about: {protocol: 'pi30', ...about}, readings}, 0).map(({key, group}) => [key, group]);
  assert.deepEqual(values({}, own), [['batt_volt', 'battery'], ['pv_amps', 'solar']]);
  const overTheBus = reading('parallel', {battery_voltage: 52, max_charging_current: 60});
  assert.deepEqual(values({via: 'roof-1'}, [...own, overTheBus]), [['battery_voltage', 'battery']]);
  assert.deepEqual(values({}, [...own, overTheBus]), [['batt_volt', 'battery'], ['pv_amps', 'solar']]);
});

test('a temperature in the counts of a converter has no unit of measure, and what says so is no value', () => {
  const told = (data) => valuesOf({about: {protocol: 'pi30'}, readings: [reading('status', data)]}, 0).map(({key, unit, inCounts}) => [key, unit, inCounts]);
  assert.deepEqual(told({temp: 530, temp_in_counts: true}), [['temp', '', true]]);
  assert.deepEqual(told({temp: 53, temp_in_counts: false}), [['temp', '°C', false]]);
});

test('what is asked with an argument has the title of its row', () => {
  assert.equal(inquiryTitle('pi30', 'QPGS2'), 'A unit of the parallel system (2)');
  assert.equal(inquiryTitle('pi30', 'QPIGS'), 'Live values');
});

test('what a line says of now is the last of it only while that is live', () => {
  const units = [['on', 'online'], ['half', 'degraded'], ['old', 'stale'], ['off', 'offline']].map(([id, condition]) => ({id, condition}));
  const page = {frozen: false, units, system: {counted: 2}};
  const said = (id, more = {}) => nowOf({...page, ...more}, id, [500, 612], 0);
  assert.deepEqual(['', 'on', 'half', 'old', 'off', 'gone'].map((id) => said(id)), ['612', '612', '612', '–', '–', '–']);
  assert.equal(said('', {system: {counted: 0}}), '–');
  assert.equal(said('on', {frozen: true}), '');
});
