import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {evidenceRows} from '../../../webroot/js/alarms/evidence.js';

const say = {
  title: (key) => key.toUpperCase(),
  setting: (name) => `setting ${name}`,
  measure: (value, unit, digits) => `${value.toFixed(digits)} ${unit}`,
  plain: (key, value) => String(value),
};

test('each value with its unit of measure; what was not seen and what the title tells is left out', () => {
  assert.deepEqual(evidenceRows({faults: ['x'], soc: 18.4, volts: 46.94, via: null, units: [], note: '', units_: ['a']}, say), [['SOC', '18 %'], ['VOLTS', '46.9 V'], ['UNITS_', 'a']]);
  assert.deepEqual(evidenceRows({grid_volt: 0}, say), [['GRID_VOLT', '0.0 V']]);
});

test('a value of each unit', () => {
  assert.deepEqual(evidenceRows({watts: {'roof-1': 1800, 'roof-2': 900}}, say), [['WATTS', 'roof-1 1800 W, roof-2 900 W']]);
});

test('settings that differ, and settings that were changed', () => {
  assert.deepEqual(evidenceRows({settings: {float: {'roof-1': 54, 'roof-2': 53.5}}}, say), [['setting float', 'roof-1 54, roof-2 53.5']]);
  assert.deepEqual(evidenceRows({settings: {float: {from: 54, value: 53.5}, buzzer: {from: true, value: false}}}, say), [['setting float', '54 → 53.5'], ['setting buzzer', 'true → false']]);
});

test('a key that is new is told as it is', () => {
  assert.deepEqual(evidenceRows({constructor: 'x', of_tomorrow: 3}, say), [['CONSTRUCTOR', 'x'], ['OF_TOMORROW', '3']]);
});
