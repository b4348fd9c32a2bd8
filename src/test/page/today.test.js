import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chargeOf, hoursOf, metersOf} from '../../../webroot/js/today.js';

const today = {
  since: '2026-11-29T00:00:00Z', pv_kwh: 12.345, load_kwh: 0, battery_in_kwh: 3, battery_out_kwh: null, grid_in_kwh: 0.4, grid_out_kwh: 0,
  calculated: ['grid_in'], coverage: {pv: 1, load: 0.9, battery_in: 0.996, battery_out: 0, grid_in: 1, grid_out: 1},
};
const battery = {soc: 71.4, source: 'ah', at: null, stale: false, error_percent: 3, hours_left: 5.4, hours_to_full: null};

test('the sums of today, what is unknown as such, and what was worked out is marked', () => {
  assert.deepEqual(metersOf(today, 'pv'), [{meter: 'pv', kwh: 12.345, calculated: false, share: null}]);
  assert.deepEqual(metersOf(today, 'load'), [{meter: 'load', kwh: 0, calculated: false, share: 0.9}]);
  assert.deepEqual(metersOf(today, 'battery').map(({meter, kwh, share}) => [meter, kwh, share]), [['battery_in', 3, null], ['battery_out', null, null]]);
  assert.deepEqual(metersOf(null, 'pv'), []);
});

test('nothing into the grid where nothing went there; what may have is unknown', () => {
  assert.deepEqual(metersOf(today, 'grid'), [{meter: 'grid_in', kwh: 0.4, calculated: true, share: null}]);
  assert.deepEqual(metersOf({...today, grid_out_kwh: null}, 'grid').map(({kwh}) => kwh), [0.4, null]);
  assert.deepEqual(metersOf({...today, grid_out_kwh: 2}, 'grid').map(({kwh}) => kwh), [0.4, 2]);
});

test('the hours of the battery where they are known and of now', () => {
  assert.deepEqual(hoursOf(battery), ['left', 5.4]);
  assert.deepEqual(hoursOf({...battery, hours_left: null, hours_to_full: 0}), ['to_full', 0]);
  assert.equal(hoursOf({...battery, hours_left: null}), null);
  assert.equal(hoursOf({...battery, stale: true}), null);
  assert.equal(hoursOf({...battery, batteries: [battery, battery]}), null);
  assert.equal(hoursOf(null), null);
});

test('the charge by its own source takes the place of what the inverters tell, but not of several batteries', () => {
  assert.equal(chargeOf(battery), battery);
  assert.equal(chargeOf({...battery, source: 'inverter'}), null);
  assert.equal(chargeOf({...battery, batteries: [battery, battery]}), null);
  assert.equal(chargeOf(null), null);
});
