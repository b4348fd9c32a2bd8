import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {batteriesOf, chargesOf, hoursOf, metersOf} from '../../../webroot/js/overview/today.js';

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
});

test('the charge by its own source takes the place of what the inverters tell', () => {
  assert.deepEqual(chargesOf(battery), [{name: null, battery}]);
  assert.deepEqual(chargesOf({...battery, source: 'inverter'}), []);
  assert.deepEqual(chargesOf(null), []);
});

test('of several batteries each has its own charge and hours, and the units it is called by', () => {
  const one = {...battery, units: ['roof-1', 'roof-2']};
  const other = {...battery, soc: 20, stale: true, units: ['shed']};
  const several = {...one, batteries: [one, other]};
  assert.deepEqual(chargesOf(several), batteriesOf(several));
  assert.deepEqual(batteriesOf(several).map((each) => each.name), ['roof-1, roof-2', 'shed']);
  assert.deepEqual(batteriesOf(several).map((each) => hoursOf(each.battery)), [['left', 5.4], null]);
  assert.deepEqual(batteriesOf(one), [{name: null, battery: one}]);
  assert.deepEqual(batteriesOf(null), []);
});
