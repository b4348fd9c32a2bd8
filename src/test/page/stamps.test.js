import './browser.js';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stamps} from '../../../webroot/js/charts/kinds.js';
import {spanOf} from '../../../webroot/js/charts/past.js';
import {idsOf, NONE} from '../../../webroot/js/charts/view.js';
import {goBy, there} from '../../../webroot/js/zone.js';

const now = new Date('2026-06-10T10:00:00Z');

/** How the starts of a period's intervals are written, that many seconds from one to the next. */
function written(period, isPart, seconds) {
  const {from, to} = spanOf(period, 0, now);
  const format = new Intl.DateTimeFormat('en', there(stamps(period, isPart)));
  return Array.from({length: Math.floor((to - from) / seconds / 1000)}, (_none, n) => format.format(from.getTime() + n * seconds * 1000));
}

test('no two rows of a table are called alike, of a part neither', () => {
  goBy('Africa/Lagos');
  for (const [period, isPart, seconds] of [['day', false, 216], ['week', false, 1800], ['month', false, 7200], ['year', false, 79200], ['day', true, 60], ['week', true, 60], ['month', true, 300], ['year', true, 3600]]) {
    const rows = written(period, isPart, seconds);
    assert.equal(new Set(rows).size, rows.length, `${period} ${isPart}: ${rows.slice(0, 8)}`);
  }
});

test('a unit stands beside another only where it was chosen, whatever it is called', () => {
  const page = {chartOf: '', units: [{id: 'roof-1'}, {id: 'none'}]};
  assert.deepEqual(idsOf(page, NONE), ['']);
  assert.deepEqual(idsOf(page, 'none'), ['', 'none']);
  assert.deepEqual(idsOf(page, 'gone'), [''], 'one that is not there any more');
  assert.deepEqual(idsOf({...page, chartOf: 'roof-1'}, ''), ['roof-1', '']);
  assert.deepEqual(idsOf({...page, chartOf: 'roof-1'}, 'roof-1'), ['roof-1']);
});
