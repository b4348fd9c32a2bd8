import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {answerWith} from './browser.js';
import {inquiryTitle, learn} from '../../../webroot/js/labels.js';
import {groupOf, isTwin, valuesOf} from '../../../webroot/js/unit/live.js';

const field = (key, unit = null) => ({key, title: key, unit, type: 'decimal'});
const inquiries = [
  {code: 'QPIGS', name: 'status', title: 'Live values', every_ms: 1000, fields: [field('batt_volt', 'V'), field('temp', '°C'), field('pv_amps', 'A'), field('pv1_input_current', 'A')]},
  {code: 'QPIRI', name: 'settings', title: 'Ratings', every_ms: 30000, fields: [field('battery_float_voltage', 'V')]},
  {code: 'QPGS', name: 'parallel', title: 'A unit of the parallel system', every_ms: 0, argument: {}, fields: [field('battery_voltage', 'V')]},
];

before(async () => {
  answerWith(() => ({json: {system: [], dialects: [{id: 'pi30', inquiries, settings: []}]}}));
  await learn(['pi30']);
});

const reading = (cmd, data, every_ms = 1000) => ({cmd, code: cmd, at: '', born: 0, every_ms, data});

test('values stand in groups by what they are', () => {
  const groups = {
    pv1_input_current: 'solar', pv_watts: 'solar', pv2_charging_power: 'solar', batt_charge_amps: 'battery', charge_source: 'battery',
    grid_volt: 'grid', solar_feed_to_grid_power: 'grid', ac_watt: 'output', load_percent: 'output', switch_on: 'state', mode: 'state',
  };
  for (const [key, group] of Object.entries(groups)) {
    assert.equal(groupOf(key, ''), group, key);
  }
  assert.equal(groupOf('scc_pwm', '°C'), 'temps');
});

test('what is the same once more for programs is not shown', () => {
  assert.ok(isTwin({pv_amps: 3, pv1_input_current: 3.2}, 'pv_amps'));
  assert.ok(!isTwin({pv_amps: 3}, 'pv_amps'));
  assert.ok(!isTwin({pv_amps: 3, pv1_input_current: null}, 'pv_amps'), 'nothing else tells it');
  assert.ok(isTwin({mode: 'BT', mode_code: 'B'}, 'mode_code'));
  assert.ok(!isTwin({country_code: '00'}, 'country_code'));
});

test('live is what is asked often; over the bus of another, what that one tells', () => {
  const readings = [reading('settings', {battery_float_voltage: 54}, 30000), reading('status', {batt_volt: 52, pv_amps: 3, pv1_input_current: 3.2, temp: null})];
  const keys = (about, all) => valuesOf({about: {protocol: 'pi30', ...about}, readings: all}, 0).map(({key}) => key);
  assert.deepEqual(keys({}, readings), ['batt_volt', 'pv1_input_current']);
  assert.deepEqual(keys({via: 'roof-1'}, [...readings, reading('parallel', {battery_voltage: 52, max_charging_current: 60})]), ['battery_voltage']);
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
