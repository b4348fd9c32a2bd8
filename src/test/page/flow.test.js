import assert from 'node:assert/strict';
import {test} from 'node:test';
import {flow, lacks} from '../../../webroot/js/overview/flow.js';

const three = {units: 3, counted: 2, missing: ['roof-3']};

test('a total that no unit tells is unknown, and holds none', () => {
  const {pv, grid} = flow(three);
  assert.equal(pv.watts, null);
  assert.equal(pv.direction, 'unknown');
  assert.deepEqual(pv.coverage, {counted: 0, units: 3, missing: []});
  assert.equal(grid.direction, 'unknown');
});

test('a total without a coverage of its own holds the units counted', () => {
  assert.deepEqual(flow({...three, ac_watt: 900}).load.coverage, {counted: 2, units: 3, missing: ['roof-3']});
});

test('a total with one tells who is missing from it', () => {
  const system = {...three, pv_watts: 400, coverage: {pv_watts: {counted: 1, missing: ['roof-2', 'roof-3']}}};
  assert.deepEqual(flow(system).pv.coverage, {counted: 1, units: 3, missing: ['roof-2', 'roof-3']});
  assert.equal(lacks(system, 'roof-2', 'pv_watts'), true);
  assert.equal(lacks(system, 'roof-1', 'pv_watts'), false);
  assert.equal(lacks(null, 'roof-1', 'pv_watts'), false);
});

test('into the battery and from the grid are plus', () => {
  const direction = (system, end) => flow({...three, ...system})[end].direction;
  assert.equal(direction({battery_watts: 50}, 'battery'), 'charging');
  assert.equal(direction({battery_watts: -50}, 'battery'), 'discharging');
  assert.equal(direction({battery_watts: 0}, 'battery'), 'idle');
  assert.equal(direction({grid_watts: 50}, 'grid'), 'import');
  assert.equal(direction({grid_watts: -50}, 'grid'), 'export');
});

test('a grid without power is there, away or unknown by its voltage', () => {
  const direction = (volts) => flow({...three, grid_watts: 0, grid_volt: volts}).grid.direction;
  assert.equal(direction(230), 'standby');
  assert.equal(direction(0), 'away');
  assert.equal(direction(null), 'unknown');
});

test('what is worked out is marked', () => {
  const {grid, pv} = flow({...three, grid_watts: 5, pv_watts: 5, calculated: ['grid_watts']});
  assert.equal(grid.estimated, true);
  assert.equal(pv.estimated, false);
});
